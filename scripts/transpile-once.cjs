/**
 * Transpiles TypeScript for the tests, and keeps the result in `.build/` until the source changes: transpiling the whole
 * tree takes each test process about three seconds. The loader of tap requires a CommonJS file.
 */
// It also runs where coverage is measured, and is no part of what is tested.
/* c8 ignore start */
const { createHash } = require('node:crypto');
const { mkdirSync, readFileSync, renameSync, writeFileSync } = require('node:fs');
const { dirname, join, relative } = require('node:path');
const ts = require('typescript');

const ROOT = join(__dirname, '..');

const readKept = (path) => {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
};

/** Several test processes write at once: none may read half a file. */
const keep = (path, result) => {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(`${path}.${process.pid}`, JSON.stringify(result));
  renameSync(`${path}.${process.pid}`, path);
};

exports.create = ({ service }) => {
  // A package of ES modules; TypeScript does not look that up when it transpiles a single file.
  const compilerOptions = { ...service.config.options, module: ts.ModuleKind.ESNext };
  const settings = JSON.stringify([ts.version, compilerOptions]);
  return {
    transpile: (input, { fileName }) => {
      const digest = createHash('sha256').update(settings).update(input).digest('hex');
      const path = join(ROOT, '.build/transpiled', `${relative(ROOT, fileName)}.json`);
      const kept = readKept(path);
      if (kept?.digest === digest) return kept;
      const { outputText, sourceMapText } = ts.transpileModule(input, { fileName, compilerOptions });
      keep(path, { digest, outputText, sourceMapText });
      return { outputText, sourceMapText };
    },
  };
};
/* c8 ignore stop */
