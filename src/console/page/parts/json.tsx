import { parse, stringify } from 'lossless-json';
import type { ComponentChildren } from 'preact';

/** Most characters that are coloured. A longer text is shown plainly, so that the page stays quick. */
const MOST_COLOURED = 100_000;

const TOKEN = /("(?:[^"\\]|\\.)*")(\s*:)?|\b(?:true|false|null)\b|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

const coloured = (text: string): ComponentChildren[] => {
  const parts: ComponentChildren[] = [];
  let end = 0;
  for (const found of text.matchAll(TOKEN)) {
    const [whole, string, colon] = found;
    const shown = string ?? whole;
    parts.push(text.slice(end, found.index));
    parts.push(<span class={colon !== undefined ? 'key' : string !== undefined ? 'text' : 'scalar'}>{shown}</span>);
    end = found.index + shown.length;
  }
  return [...parts, text.slice(end)];
};

/** JSON text with a line for each value, and numbers as they were written: those beyond 2^53, too. Any other text is as it was. */
export const prettyText = (text: string): string => {
  try {
    return stringify(parse(text), undefined, 2) ?? text;
  } catch {
    return text;
  }
};

/** A JSON text, with colours. */
export const JsonText = ({ text, label }: { text: string; label: string }) => (
  <pre class="code" tabIndex={0} role="region" aria-label={label}>
    {text.length > MOST_COLOURED ? text : coloured(text)}
  </pre>
);

/** A value as JSON, with colours. */
export const Json = ({ value, label }: { value: unknown; label: string }) => (
  <JsonText text={JSON.stringify(value, null, 2)} label={label} />
);
