/** Reads the output of `wrk --latency`. */

const MICROSECONDS = { us: 1, ms: 1000, s: 1_000_000, m: 60_000_000 };

const latency = (text, percent) => {
  const found = new RegExp(`^\\s+${percent}%\\s+([\\d.]+)(us|ms|s|m)$`, 'm').exec(text);
  return found === null ? undefined : Math.round(Number(found[1]) * MICROSECONDS[found[2]]);
};

const count = (text, pattern) => Number(pattern.exec(text)?.[1] ?? 0);

/**
 * @param {string} text
 * @returns {{ rate: number, requests: number, p50: number, p99: number }} `rate` is requests a second, `requests` their number, `p50` and `p99` are microseconds
 * @throws if requests failed, because the figures then measure something else
 */
export const parseWrk = (text) => {
  const rate = /^Requests\/sec:\s+([\d.]+)$/m.exec(text)?.[1];
  const [p50, p99] = [latency(text, 50), latency(text, 99)];
  if (rate === undefined || p50 === undefined || p99 === undefined) {
    throw new Error(`wrk did not print what it measured: run it with --latency; it printed\n${text}`);
  }
  const refused = count(text, /^\s*Non-2xx or 3xx responses: (\d+)$/m);
  const socketErrors = /^\s*Socket errors: (.*)$/m.exec(text)?.[1];
  if (refused > 0 || socketErrors !== undefined) {
    throw new Error(
      `wrk: ${refused} replies were not 2xx, socket errors: ${socketErrors ?? 'none'}; see what the server logged`,
    );
  }
  return { rate: Number(rate), requests: count(text, /^\s*(\d+) requests in /m), p50, p99 };
};
