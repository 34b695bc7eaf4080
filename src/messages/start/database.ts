import type { Text } from '../../model/language.js';
import { entry } from '../entry.js';
import { PATH_FAULTS, type PathFault } from '../path-faults.js';

export interface Path {
  /** The file, or a name of the database in words. */
  path: string;
}

const PATH: Path = { path: 'esb.db' };

/** Why a path is none of a database. */
const FAULTS = {
  ...PATH_FAULTS,
  'no-file': { en: 'is no file; name one with --db', zh: '不是文件；请用 --db 指定文件' },
  trimmed: {
    en: 'ends in white space, and a database of that name cannot be opened; name another file with --db',
    zh: '以空白字符结尾，无法打开这样命名的数据库；请用 --db 指定其他文件',
  },
  folder: { en: 'is a folder; name a file in it with --db', zh: '是目录；请用 --db 指定其中的文件' },
};

export type DatabasePathFault = PathFault | keyof typeof FAULTS;

const OTHER: Text = {
  en: 'Name another file with `--db`.',
  zh: '用 `--db` 指定其他文件。',
};

/** A message about a database file. */
const ofFile = (en: string, zh: string, cure: Text) =>
  entry<Path>({ en: ({ path }) => `${path} ${en}`, zh: ({ path }) => `${path} ${zh}`, cure, examples: [PATH] });

/** Databases that cannot be used, or do not keep what one may expect. */
export const DATABASE = {
  DATABASE_RELOAD_OF_NOTHING: entry<Path & { origin: string }>({
    en: ({ path, origin }) =>
      `--reload without --fixtures would replace the data in ${path} (${origin}) by demo data; name the fixtures with --fixtures`,
    zh: ({ path, origin }) =>
      `只写 --reload 而不写 --fixtures，会用演示数据替换 ${path} 中的数据（${origin}）；请用 --fixtures 指定要加载的文件`,
    cure: {
      en: 'Name the files to load with `--fixtures`, or leave `--reload` out. For demo data, name a `--seed` or a `--size`, or delete the file of the database.',
      zh: '用 `--fixtures` 指定要加载的文件，或去掉 `--reload`。需要演示数据时，请指定 `--seed` 或 `--size`，或删除数据库文件。',
    },
    examples: [{ ...PATH, origin: 'my-fixtures/' }],
  }),
  DATABASE_NOT_KEPT: entry<Path>({
    severity: 'warning',
    en: ({ path }) =>
      `this data is gone when the emulator stops, because ${path} keeps only the data that the emulator was started with; to keep it, start with it as --fixtures and with --reload`,
    zh: ({ path }) =>
      `模拟器停止后，这份数据就会丢失：${path} 只保存启动时的数据；要保留它，请把它作为 --fixtures 并加上 --reload 启动`,
    cure: {
      en: 'Export the data (`GET /__emulator/data`), and start with the file as `--fixtures` and with `--reload`.',
      zh: '导出数据（`GET /__emulator/data`），然后把该文件作为 `--fixtures` 并加上 `--reload` 启动。',
    },
    examples: [PATH],
  }),
  DATABASE_DAMAGED: ofFile(
    'is damaged: put a copy in its place, delete it so that it is made anew, or name another file with --db',
    '已损坏：请换上备份，或删除它以便重新生成，或用 --db 指定其他文件',
    {
      en: 'Put a copy in its place, or delete the file and start with the same fixtures.',
      zh: '换上备份，或删除该文件后用相同的 fixture 启动。',
    },
  ),
  DATABASE_NOT_SQLITE: ofFile(
    'is not a SQLite database; name another file with --db',
    '不是 SQLite 数据库；请用 --db 指定其他文件',
    OTHER,
  ),
  DATABASE_DISK_FULL: ofFile(
    'cannot be written: the disk is full; make room, or name another file with --db',
    '无法写入：磁盘已满；请腾出空间，或用 --db 指定其他文件',
    { en: 'Make room on the disk.', zh: '请腾出磁盘空间。' },
  ),
  DATABASE_CANNOT_GROW: ofFile(
    'cannot be written: look at the room on the disk and the limits of the process, or name another file with --db',
    '无法写入：请检查磁盘空间和进程限制，或用 --db 指定其他文件',
    {
      en: 'Look at quotas, and at the size of file that the process may write.',
      zh: '请检查磁盘配额，以及进程可写的文件大小上限。',
    },
  ),
  DATABASE_NOT_WRITABLE: ofFile(
    'cannot be written: check that its folder exists and that you may write there',
    '无法写入：请确认所在目录存在且有写权限',
    {
      en: 'Make the folder, or change its permissions. In a container, the mounted folder must be writable.',
      zh: '创建目录或修改权限。在容器中，挂载的目录必须可写。',
    },
  ),
  DATABASE_IO_ERROR: ofFile(
    'cannot be read or written: look at the disk, or name another file with --db',
    '无法读写：请检查磁盘，或用 --db 指定其他文件',
    { en: 'Look at the disk and at the log of the system.', zh: '请检查磁盘和系统日志。' },
  ),
  DATABASE_IN_USE: ofFile(
    'is in use by another process; stop that, or name another file with --db',
    '正被其他进程使用；请先停止该进程，或用 --db 指定其他文件',
    { en: 'One process at a time may use a database.', zh: '同一时间只能有一个进程使用一个数据库。' },
  ),
  DATABASE_OF_ANOTHER_PROGRAM: ofFile(
    'is a database of another program; name another file with --db',
    '是其他程序的数据库；请用 --db 指定其他文件',
    OTHER,
  ),
  DATABASE_CANNOT_BE_OPENED: entry<Path & { reason: string }>({
    en: ({ path, reason }) => `${path} cannot be opened: ${reason}; name another file with --db`,
    zh: ({ path, reason }) => `${path} 无法打开：${reason}；请用 --db 指定其他文件`,
    cure: OTHER,
    examples: [{ ...PATH, reason: 'out of memory' }],
  }),
  DATABASE_OF_ANOTHER_VERSION: entry<Path & { found: number; known: number }>({
    en: ({ path, found, known }) =>
      `${path} was made by another version of bk-esb-emulator (its schema is ${found}, this one reads ${known}); ` +
      'delete it or name another file with --db',
    zh: ({ path, found, known }) =>
      `${path} 由其他版本的 bk-esb-emulator 生成（它的结构版本为 ${found}，本版本读取 ${known}）；请删除，或用 --db 指定其他文件`,
    cure: {
      en: 'Export the data with the version that made it, delete the file, and start with the exported fixture.',
      zh: '用生成它的版本导出数据，删除该文件，再用导出的 fixture 启动。',
    },
    examples: [{ ...PATH, found: 3, known: 4 }],
  }),
  DATABASE_HOLDS_OTHER_DATA: entry<Path & { origin: string }>({
    en: ({ path, origin }) =>
      `${path} holds other data (${origin}), which the fixtures to watch would replace; name another file with --db, or ` +
      'replace it with --reload',
    zh: ({ path, origin }) =>
      `${path} 中是其他数据（${origin}），监视的 fixture 会取代它；请用 --db 指定其他文件，或用 --reload 取代`,
    cure: { en: 'Add `--reload` to replace what the database holds.', zh: '加上 `--reload` 以取代数据库中的内容。' },
    examples: [{ ...PATH, origin: 'my-fixtures/' }],
  }),
  DATABASE_BAD_PATH: entry<Path & { fault: DatabasePathFault }>({
    en: ({ path, fault }) => `${path} ${FAULTS[fault].en}`,
    zh: ({ path, fault }) => `${path} ${FAULTS[fault].zh}`,
    cure: { en: 'Give the path of a file as the system knows it.', zh: '请给出系统能识别的文件路径。' },
    examples: [
      { ...PATH, fault: 'folder' },
      { ...PATH, fault: 'uri' },
    ],
  }),
};
