import { asciiJson, isInQuery, withQuery, type Call } from './call.ts';

/** Languages in which a call can be copied. */
export const SNIPPETS = ['curl', 'Python', 'JavaScript'] as const;
export type Snippet = (typeof SNIPPETS)[number];

/** A call, and the address that it goes to. */
interface Sent extends Call {
  /** The address of the emulator or its sandbox, without a slash at its end. */
  address: string;
  credentials: object;
}

/** A text in single quotes, as a POSIX shell reads it. */
const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

const PYTHON: Readonly<Record<string, string>> = { true: 'True', false: 'False', null: 'None' };

/** A value as Python writes it. */
const pythonOf = (value: unknown, indent = ''): string => {
  const inner = `${indent}    `;
  if (Array.isArray(value)) return `[${value.map((one) => pythonOf(one, indent)).join(', ')}]`;
  if (typeof value === 'object' && value !== null) {
    const lines = Object.entries(value).map(
      ([key, one]) => `${inner}${JSON.stringify(key)}: ${pythonOf(one, inner)},\n`,
    );
    return lines.length === 0 ? '{}' : `{\n${lines.join('')}${indent}}`;
  }
  const text = JSON.stringify(value);
  return PYTHON[text] ?? text;
};

const curlOf = (sent: Sent): string => {
  const { method, path, parameters, address, credentials, headers = {} } = sent;
  const lines = [`X-Bkapi-Authorization: ${asciiJson(credentials)}`];
  lines.push(...Object.entries(headers).map(([name, value]) => `${name}: ${value}`));
  const header = lines.map((line) => `-H ${quoted(line)}`).join(' \\\n  ');
  if (isInQuery(method)) return `curl -s ${quoted(address + withQuery(path, parameters))} \\\n  ${header}`;
  const body = quoted(JSON.stringify(parameters));
  const verb = method === 'POST' ? '' : ` -X ${method}`;
  return `curl -s${verb} ${quoted(address + path)} \\\n  ${header} \\\n  -H 'Content-Type: application/json' \\\n  -d ${body}`;
};

const pythonCall = (sent: Sent): string => {
  const { method, path, parameters, address, credentials, headers = {} } = sent;
  const target = address + (isInQuery(method) ? withQuery(path, parameters) : path);
  const body = isInQuery(method) ? '' : `    json=${pythonOf(parameters, '    ')},\n`;
  const lines = Object.entries(headers)
    .map(([name, value]) => `        ${JSON.stringify(name)}: ${JSON.stringify(value)},\n`)
    .join('');
  return `import json

import requests

reply = requests.request(
    ${JSON.stringify(method)},
    ${JSON.stringify(target)},
    headers={
        "X-Bkapi-Authorization": json.dumps(${pythonOf(credentials, '        ')}),
${lines}    },
${body})
print(reply.status_code, reply.text)
`;
};

const javaScriptOf = (sent: Sent): string => {
  const { method, path, parameters, address, credentials, headers = {} } = sent;
  const target = address + (isInQuery(method) ? withQuery(path, parameters) : path);
  const indented = (value: unknown): string => JSON.stringify(value, null, 2).replaceAll('\n', '\n  ');
  const body = isInQuery(method) ? '' : `  body: JSON.stringify(${indented(parameters)}),\n`;
  const type = isInQuery(method) ? '' : `\n    'Content-Type': 'application/json',`;
  const lines = Object.entries(headers)
    .map(([name, value]) => `\n    ${JSON.stringify(name)}: ${JSON.stringify(value)},`)
    .join('');
  return `const reply = await fetch(${JSON.stringify(target)}, {
  method: ${JSON.stringify(method)},
  headers: {${type}
    'X-Bkapi-Authorization': ${JSON.stringify(asciiJson(credentials))},${lines}
  },
${body}});
console.log(reply.status, await reply.text());
`;
};

/** A call as text that a person can run elsewhere. */
export const snippetOf = (language: Snippet, sent: Sent): string =>
  ({ curl: curlOf, Python: pythonCall, JavaScript: javaScriptOf })[language](sent);
