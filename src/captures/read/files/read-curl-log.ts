import type { Part } from './split-values.js';

/** A reply in the output of `curl -i` or `curl -v`. */
export interface LoggedReply {
  /** The target of the request; undefined if the log does not show it. */
  path: string | undefined;
  status: number;
  headers: Record<string, string>;
  body: Part;
}

const STATUS = /^(?:< )?HTTP\/[\d.]+ (\d{3})\b/;
const REQUEST = /^> [A-Z]+ (\S+) HTTP\/[\d.]+/;
const HEADER = /^(?:< )?([\w-]+): ?(.*)$/;
/** Lines that curl -v adds to the reply: its own words, the request, and pieces of data. */
const TALK = /^(?:\* |> |>$|<$|[{}] \[\d+ bytes data\]$)/;
/** curl goes on in the line in which a body ends. */
const TALK_AFTER_BODY = /\* (?:Connection #\d+ to host|Closing connection|shutting down connection).*$/;

/** True if a text is the output of `curl -i` or `curl -v`. */
export const isCurlLog = (text: string): boolean => text.split('\n').some((line) => STATUS.test(line));

/** The lines of a log, with their line ends. A body without one is followed by the next reply in the same line. */
const linesOf = (text: string): string[] =>
  text.split(/(?<=\n)/).flatMap((line) => line.split(/(?<=[}\]])(?=HTTP\/[\d.]+ \d{3}\b)/));

/** Reads the replies in the output of `curl -i` or `curl -v`. */
export const readCurlLog = (text: string): LoggedReply[] => {
  const replies: LoggedReply[] = [];
  let path: string | undefined;
  let reply: LoggedReply | undefined;
  let isInHeaders = false;
  let offset = 0;
  for (const whole of linesOf(text)) {
    const line = whole.replace(/\r?\n$/, '');
    const [, status] = STATUS.exec(line) ?? [];
    const [, target] = REQUEST.exec(line) ?? [];
    if (status !== undefined) {
      reply = { path, status: Number(status), headers: {}, body: { text: '', offset } };
      replies.push(reply);
      isInHeaders = true;
    } else if (target !== undefined) {
      path = target;
      reply = undefined;
    } else if (reply !== undefined && isInHeaders && HEADER.test(line)) {
      const [, name, value] = HEADER.exec(line) as unknown as [string, string, string];
      reply.headers[name] = value;
    } else if (/^(?:< ?)?$/.test(line)) {
      isInHeaders = false;
    } else if (reply !== undefined && !TALK.test(line)) {
      if (reply.body.text === '') reply.body.offset = offset;
      reply.body.text += `${line.replace(TALK_AFTER_BODY, '')}\n`;
    }
    offset += whole.length;
  }
  // A reply such as 100 is followed by another one.
  return replies.filter(({ status }) => status >= 200);
};
