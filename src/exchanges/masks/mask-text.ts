import { keyedHash, permute, type MaskKey } from './permutation.js';

/** Letters that are replaced by others of the same row. All other signs stay. */
const ROWS: readonly [first: string, last: string][] = [
  ['0', '9'],
  ['a', 'z'],
  ['A', 'Z'],
  ['一', '龥'],
  ['À', 'ÿ'],
  ['Α', 'ω'],
  ['А', 'я'],
  ['ぁ', 'ん'],
  ['ァ', 'ヶ'],
  ['가', '힣'],
];

interface Place {
  first: number;
  size: number;
}

const ROW_PLACES: readonly Place[] = ROWS.map(([first, last]) => ({
  first: first.codePointAt(0) as number,
  size: (last.codePointAt(0) as number) - (first.codePointAt(0) as number) + 1,
}));

/** The row of a sign; one of its own if it stays. */
const placeOf = (code: number): Place =>
  ROW_PLACES.find(({ first, size }) => code >= first && code < first + size) ?? { first: code, size: 1 };

/** So many signs at a time are one number. */
const PIECE = /.{1,64}/gsu;

const maskPiece = (key: MaskKey, piece: string, tweak: string): string => {
  const codes = Array.from(piece, (sign) => sign.codePointAt(0) as number);
  const places = codes.map(placeOf);
  const size = places.reduce((product, place) => product * BigInt(place.size), 1n);
  if (size === 1n) return piece;
  const value = places.reduce(
    (sum, place, index) => sum * BigInt(place.size) + BigInt((codes[index] as number) - place.first),
    0n,
  );
  const shape = places.map(({ first }) => first).join();
  let rest = permute(key, value, size, `text ${tweak} ${shape}`);
  return places
    .toReversed()
    .map((place) => {
      const code = place.first + Number(rest % BigInt(place.size));
      rest /= BigInt(place.size);
      return String.fromCodePoint(code);
    })
    .reverse()
    .join('');
};

/** The pseudonym of a text: as long, with digits and letters where there were some. Different texts stay different. */
export const maskText = (key: MaskKey, text: string): string => {
  let tweak = '';
  return (text.match(PIECE) ?? [])
    .map((piece) => {
      const masked = maskPiece(key, piece, tweak);
      // Pieces that are alike look alike only if what is before them is, too.
      tweak = keyedHash(key, tweak + piece, 16).toString('hex');
      return masked;
    })
    .join('');
};
