import { say } from '../../state/language.ts';
import { announce } from '../../state/announcement.ts';
import { Button } from './button.tsx';

const COPIED = { en: 'Copied', zh: '已复制' };
const NOT_COPIED = {
  en: 'The browser does not let this page copy. Select the text instead.',
  zh: '浏览器不允许本页面复制，请手动选择文本。',
};

/** Writes a text to the clipboard in the old way. */
const copyBySelection = (text: string): boolean => {
  const area = document.createElement('textarea');
  area.value = text;
  area.className = 'visually-hidden';
  document.body.append(area);
  area.select();
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- a page that comes over plain HTTP has no other way
  const isCopied = document.execCommand('copy');
  area.remove();
  return isCopied;
};

const copy = async (text: string): Promise<boolean> => {
  if (!isSecureContext) return copyBySelection(text);
  return navigator.clipboard.writeText(text).then(
    () => true,
    () => false,
  );
};

export const CopyButton = ({ text, children }: { text: () => string; children: string }) => (
  <Button onClick={() => void copy(text()).then((isCopied) => announce(say(isCopied ? COPIED : NOT_COPIED)))}>
    {children}
  </Button>
);
