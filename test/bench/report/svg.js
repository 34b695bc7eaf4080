/** Pieces of SVG. */

export const escaped = (text) =>
  String(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** @param {string} content elements, as text */
export const element = (name, attributes, content = '') => {
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${escaped(value)}"`);
  return content === '' ? `<${name}${written.join('')}/>` : `<${name}${written.join('')}>${content}</${name}>`;
};

export const text = (x, y, words, attributes = {}) => element('text', { x, y, ...attributes }, escaped(words));

/** A picture with a white background, so that it is readable on a dark page, too. */
export const picture = (width, height, title, elements) =>
  element(
    'svg',
    {
      ...{ xmlns: 'http://www.w3.org/2000/svg', viewBox: `0 0 ${width} ${height}`, width, height, role: 'img' },
      ...{ 'font-family': 'sans-serif', 'font-size': 13 },
    },
    [
      `\n${element('title', {}, escaped(title))}`,
      element('rect', { width, height, fill: '#ffffff' }),
      text(16, 28, title, { 'font-size': 16, 'font-weight': 'bold', fill: '#222222' }),
      ...elements,
    ].join('\n') + '\n',
  ) + '\n';
