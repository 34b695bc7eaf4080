/** A small HTTP client for everything that is not load. */
import http from 'node:http';

/**
 * @param {string} url
 * @param {{ method?: string, body?: string, agent?: http.Agent | false }} [request]
 * @returns {Promise<{ status: number, headers: http.IncomingHttpHeaders, text: string }>}
 */
export const ask = (url, { method = 'GET', body, agent = false } = {}) =>
  new Promise((resolve, reject) => {
    const headers = body === undefined ? {} : { 'content-type': 'application/json' };
    const request = http.request(url, { method, agent, headers }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk) => (text += chunk));
      response.on('end', () => resolve({ status: response.statusCode, headers: response.headers, text }));
    });
    request.on('error', reject);
    request.end(body);
  });

/** Like `ask`. @throws if the status is 300 or more */
export const askOk = async (url, request) => {
  const reply = await ask(url, request);
  if (reply.status >= 300) throw new Error(`${url} answered ${reply.status}: ${reply.text.slice(0, 200)}`);
  return reply;
};
