/** The input of every contender: `node CONTENDER.js PORT FILE`, where FILE is JSON. Each contender reads what it needs. */
import { readFileSync } from 'node:fs';
import { argv } from 'node:process';

const [, , port, file] = argv;

export const listening = { port: Number(port), host: '127.0.0.1' };

/**
 * @type {{
 *   headers: Record<string, string>,
 *   text: string,
 *   path: string,
 *   idField: string,
 *   replies: { bizId: number, id: number, text: string }[],
 * }}
 */
export const input = JSON.parse(readFileSync(file, 'utf8'));
