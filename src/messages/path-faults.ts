import type { Text } from '../model/language.js';

/** Why a text is not the path of a file. */
export type PathFault = 'empty' | 'zero-byte' | 'not-utf8' | 'uri' | 'dash';

export const PATH_FAULTS: Readonly<Record<PathFault, Text>> = {
  empty: { en: 'the path is empty', zh: '路径为空' },
  'zero-byte': { en: 'has a zero byte, which no path has', zh: '路径中含有零字节' },
  'not-utf8': { en: 'is not a name in UTF-8; give the file another name', zh: '文件名不是 UTF-8；请给文件改名' },
  uri: { en: 'is a URI; give the path alone', zh: '是 URI；请只写路径' },
  dash: {
    en: 'is no file; name one, or /dev/stdin to read standard input',
    zh: '不是文件；请指定文件，读取标准输入请用 /dev/stdin',
  },
};
