/** The head of a request or a reply in a log, and where the text behind it is. */
export interface LoggedMessage {
  /** A log may begin with a text that belongs to neither. */
  kind: 'text' | 'request' | 'reply';
  /** The method of a request. */
  method: string;
  /** The target of a request. */
  path: string;
  /** The status of a reply; 0 for a request. */
  status: number;
  headers: Record<string, string>;
  /** The offset of the text behind the head, and of its end. */
  from: number;
  to: number;
}

/** The time that `--trace-time` puts before a line. */
const STAMP = String.raw`(?:\d\d:\d\d:\d\d\.\d{6} )?`;
/** `-v` puts a sign before a line, wget two blanks. */
const PREFIX = String.raw`^${STAMP}(?:[<>] | {2})?`;
const STATUS = new RegExp(String.raw`${PREFIX}HTTP\/[\d.]+ (\d{3})\b`);
const REQUEST = new RegExp(String.raw`${PREFIX}([A-Z]+) (\S+) HTTP\/[\d.]+ *$`);
const HEADER = new RegExp(String.raw`${PREFIX}([\w-]+): ?(.*)$`);
const BLANK = new RegExp(String.raw`${PREFIX}[<>]?$`);

/** The texts that `-w` puts behind a body, such as `200`, without a line end. */
const BEHIND_BODY = String.raw`(?<=[}\]][ \d.]*|^[ \d.]+)`;
/** A body without a line end is followed by the next head in the same line. */
const NEXT_HEAD = new RegExp(String.raw`(?=${STAMP}(?:(?:< )?HTTP\/[\d.]+ \d{3}\b|> [A-Z]+ \S+ HTTP\/))${BEHIND_BODY}`);

const linesOf = (text: string): string[] => text.split(/(?<=\n)/).flatMap((line) => line.split(NEXT_HEAD));

/** The head that begins with a line; undefined if it is another line. */
const headOf = (line: string): Pick<LoggedMessage, 'kind' | 'method' | 'path' | 'status'> | undefined => {
  const status = STATUS.exec(line)?.[1];
  if (status !== undefined) return { kind: 'reply', method: '', path: '', status: Number(status) };
  const [, method, path] = REQUEST.exec(line) ?? [];
  return method === undefined || path === undefined ? undefined : { kind: 'request', method, path, status: 0 };
};

/**
 * Splits a log into its requests and replies, such as one of `curl -i`, `curl -v` or `wget -S`. The first message is the text
 * before them.
 */
export const splitMessages = (text: string): LoggedMessage[] => {
  const messages: LoggedMessage[] = [];
  let offset = 0;
  let message: LoggedMessage = { kind: 'text', method: '', path: '', status: 0, headers: {}, from: 0, to: 0 };
  let isInHead = false;
  messages.push(message);
  for (const whole of linesOf(text)) {
    const line = whole.replace(/(?<![\r\n])[\r\n]+$/, '');
    const head = headOf(line);
    const [, name, value] = (isInHead ? HEADER.exec(line) : null) ?? [];
    offset += whole.length;
    if (head !== undefined) {
      message = { ...head, headers: {}, from: offset, to: offset };
      messages.push(message);
      isInHead = true;
    } else if (name !== undefined && value !== undefined) {
      message.headers[name] = value;
      message.from = offset;
    } else if (isInHead && BLANK.test(line)) {
      isInHead = false;
      message.from = offset;
    } else isInHead = false;
    message.to = offset;
  }
  return messages;
};
