import type { FastifyRequest } from 'fastify';
import type { Text } from '../../model/language.js';
import { isAllowed } from '../../util/cors.js';
import { shownText } from '../../util/secrets/hide-secrets.js';

/**
 * Says that the page which sent a request is of an origin that may not call; undefined if it may, or if no page sent it.
 *
 * @param allowed the setting `cors`
 */
export const describeRefusedPage = ({ headers }: FastifyRequest, allowed: string): Text | undefined => {
  const { origin, host } = headers;
  // A page that comes from the emulator itself also names its origin.
  if (origin === undefined || isAllowed(origin, allowed) || origin.replace(/^https?:\/\//, '') === host)
    return undefined;
  const shown = shownText(origin);
  return {
    en:
      `the browser lets no page of ${shown} read this reply: --cors allows ${allowed} alone; ` +
      `start with --cors ${shown}, or --cors '*' for any`,
    zh:
      `浏览器不允许 ${shown} 的页面读取此返回：--cors 只允许 ${allowed}；` +
      `请用 --cors ${shown} 启动，或用 --cors '*' 允许任何来源`,
  };
};
