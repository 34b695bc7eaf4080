/** The sandbox of this worker: no worker with the same number runs at the same time. */
const name = `worker-${process.env.JEST_WORKER_ID}`;

/** The address of the ESB for the app. */
const url = `${process.env.ESB_URL}/@${name}`;

/** Asks the emulator itself, of this sandbox. */
const control = async (method, path, body) => {
  const init = body === undefined ? { method } : { method, body: JSON.stringify(body) };
  const response = await fetch(`${url}/__emulator${path}`, init);
  const text = await response.text();
  // The message says what is wrong, and the problems where: a fixture may have several.
  if (!response.ok) throw new Error(`${method} ${path}: HTTP ${response.status} ${text}`);
  return text === '' ? undefined : JSON.parse(text);
};

module.exports = { name, url, control };
