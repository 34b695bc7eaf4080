import { entry } from '../entry.js';

/** Why forwarded calls cannot be recorded. */
export const RECORDING = {
  SETTING_RECORD_UNUSABLE: entry<{ folder: string; reason: string }>({
    en: ({ folder, reason }) =>
      reason.startsWith('EEXIST')
        ? `${folder} is a file; name a folder to record into`
        : `${folder} cannot be recorded into: ${reason}`,
    zh: ({ folder, reason }) =>
      reason.startsWith('EEXIST') ? `${folder} 是文件；请指定录制用的目录` : `无法录制到 ${folder}：${reason}`,
    cure: {
      en: 'The reason is that of the system: permissions, a read-only disk, or a file of that name. Name another folder with `--record`.',
      zh: '原因来自操作系统：权限不足、磁盘只读、已有同名文件等。可用 `--record` 指定其他目录。',
    },
    examples: [
      { folder: 'recorded', reason: "EACCES: permission denied, mkdir 'recorded'" },
      { folder: 'a.yaml', reason: "EEXIST: file already exists, mkdir 'a.yaml'" },
    ],
  }),
  SETTING_BROKEN_MASK_KEY: entry<{ path: string }>({
    en: ({ path }) => `${path} holds no key for pseudonyms`,
    zh: ({ path }) => `${path} 中不是生成化名用的密钥`,
    cure: {
      en: 'Put the file back as it was. Without it, new recordings have other pseudonyms than those before: record into another folder, or delete the file if that does not matter.',
      zh: '恢复原来的文件。没有它，新录制的化名会与以前的不同：请换一个目录录制；如果不在乎，删除该文件即可。',
    },
    examples: [{ path: 'recorded/.mask-key' }],
  }),
};
