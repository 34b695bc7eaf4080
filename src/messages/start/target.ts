import type { Text } from '../../model/language.js';
import { entry, plain } from '../entry.js';

/** The reasons of the operating system in words. */
const REASONS: Readonly<Record<string, Text>> = {
  ECONNREFUSED: { en: ' (nothing listens there)', zh: '（没有程序在监听该端口）' },
  ECONNRESET: { en: ' (the connection was closed; http or https?)', zh: '（连接被关闭；请确认是 http 还是 https）' },
  ENOTFOUND: { en: ' (there is no such host)', zh: '（找不到该主机）' },
  ETIMEDOUT: { en: ' (no reply in time; --timeout allows more)', zh: '（超时；可用 --timeout 延长）' },
};

/** Addresses that a command asks. */
export const TARGET = {
  TARGET_BAD_ADDRESS: entry<{ value: string }>({
    en: ({ value }) =>
      `the address must be a URL such as http://127.0.0.1:8000, without user and password, not "${value}"`,
    zh: ({ value }) => `地址应为 http://127.0.0.1:8000 这样的 URL，不带用户名和密码，不能是“${value}”`,
    cure: {
      en: 'Write the scheme, `http://` or `https://`, and the host. A path in front of `/api` may follow.',
      zh: '写上 `http://` 或 `https://` 和主机名；后面可以有 `/api` 之前的路径。',
    },
    examples: [{ value: '127.0.0.1:8000' }],
  }),
  TARGET_BAD_CREDENTIALS: plain(
    'the credentials must be a JSON object with bk_app_code, bk_app_secret and bk_username',
    '认证信息应为 JSON 对象，含 bk_app_code、bk_app_secret 和 bk_username',
    {
      en: 'Write `{"bk_app_code": "…", "bk_app_secret": "…", "bk_username": "…"}`, in single quotes in a shell.',
      zh: '写成 `{"bk_app_code": "…", "bk_app_secret": "…", "bk_username": "…"}`；在 shell 里用单引号括起来。',
    },
  ),
  TARGET_NO_REPLY: entry<{ address: string; reason: string }>({
    en: ({ address, reason }) => `no reply from ${address}: ${reason}${REASONS[reason]?.en ?? ''}`,
    zh: ({ address, reason }) => `${address} 没有返回：${reason}${REASONS[reason]?.zh ?? ''}`,
    cure: {
      en: 'Compare scheme, host and port. `ETIMEDOUT`: allow more time with `--timeout`.',
      zh: '核对协议、主机和端口。`ETIMEDOUT`：用 `--timeout` 延长等待时间。',
    },
    examples: [
      { address: 'http://127.0.0.1:8000', reason: 'ECONNREFUSED' },
      { address: 'http://127.0.0.1:8000', reason: 'EPIPE' },
    ],
  }),
  VERIFY_NOTHING_TO_SEND: entry<{ leftOut: number }>({
    en: ({ leftOut }) =>
      leftOut === 0
        ? 'the files hold no recorded request; name those of --record, or a HAR file'
        : `there is no recorded request to send; left out: ${leftOut}`,
    zh: ({ leftOut }) =>
      leftOut === 0
        ? '这些文件中没有录制的请求；请指定 --record 写下的文件，或 HAR 文件'
        : `没有可发送的录制请求；未发送 ${leftOut} 个`,
    cure: {
      en: 'Record with `--record`, or save a HAR file: both keep requests with their bodies. `--all` also sends requests that may change something.',
      zh: '用 `--record` 录制，或保存 HAR 文件：两者都含请求体。用 `--all` 可一并发送可能改动数据的请求。',
    },
    examples: [{ leftOut: 3 }, { leftOut: 0 }],
  }),
};
