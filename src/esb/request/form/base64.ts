const DIGIT = /[A-Za-z0-9+/]/;

/**
 * Decodes Base64 as Python does: it skips other characters, and stops at the padding.
 *
 * @param text one character a byte
 * @returns undefined if the padding is wrong
 */
export const decodeBase64 = (text: string): Buffer | undefined => {
  let digits = '';
  let pads = 0;
  for (const char of text) {
    if (DIGIT.test(char)) {
      digits += char;
      pads = 0;
    } else if (char === '=' && digits.length % 4 >= 2) {
      pads += 1;
      if ((digits.length % 4) + pads >= 4) return Buffer.from(digits, 'base64');
    }
  }
  return digits.length % 4 === 0 ? Buffer.from(digits, 'base64') : undefined;
};
