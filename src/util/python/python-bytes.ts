const NAMED: Readonly<Record<number, string>> = { 0x09: '\\t', 0x0a: '\\n', 0x0d: '\\r', 0x5c: '\\\\' };

/** Bytes as Python's `repr` writes them: `b'…'`, or `b"…"` if they hold single quotes alone. */
export const pythonBytes = (bytes: Buffer): string => {
  const quote = bytes.includes("'") && !bytes.includes('"') ? '"' : "'";
  let text = '';
  for (const byte of bytes) {
    if (byte < 0x20 || byte > 0x7e || byte === 0x5c) {
      text += NAMED[byte] ?? `\\x${byte.toString(16).padStart(2, '0')}`;
    } else {
      const char = String.fromCharCode(byte);
      text += char === quote ? `\\${char}` : char;
    }
  }
  return `b${quote}${text}${quote}`;
};
