import t from 'tap';
import { createEmulator } from '../../src/index.js';

/** The files of the console, as any client gets them. */

const HTML = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };

t.test('whoever asks for HTML at the root gets to the console, others to the documentation', async (t) => {
  const esb = await createEmulator();
  t.teardown(() => esb.close());
  const locations: [path: string, accept: string, location: string][] = [
    ['/', HTML.accept, 'console/'],
    ['/', '*/*', 'docs/'],
    ['/', 'application/json', 'docs/'],
    ['/@mine', HTML.accept, './@mine/console/'],
    ['/@mine/', HTML.accept, 'console/'],
    ['/console', '*/*', 'console/'],
    ['/@mine/console', '*/*', 'console/'],
  ];
  for (const [path, accept, location] of locations) {
    const { status, headers } = await fetch(esb.url + path, { headers: { accept }, redirect: 'manual' });
    t.strictSame([status, headers.get('location')], [302, location], `${path} for ${accept}`);
  }
});

t.test('the page may load its own files alone, and they are kept as long as they are the same', async (t) => {
  const esb = await createEmulator();
  t.teardown(() => esb.close());
  const page = await fetch(`${esb.url}/@mine/console/`);
  t.equal(page.status, 200);
  t.equal(page.headers.get('cache-control'), 'no-cache');
  t.match(page.headers.get('content-security-policy'), "default-src 'none'");
  t.notMatch(page.headers.get('content-security-policy'), 'unsafe');
  const html = await page.text();
  const files = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, path]) => path as string);
  t.ok(files.length >= 3, 'a script, a style and an icon');
  for (const file of files) {
    t.match(file, /^\.\/assets\//, 'relative');
    const reply = await fetch(new URL(file, page.url));
    t.equal(reply.status, 200, file);
    t.match(reply.headers.get('cache-control'), 'immutable');
  }
  for (const path of ['/console/assets/none.js', '/console/../package.json', '/console/%2e%2e/console-app.js']) {
    t.equal((await fetch(esb.url + path)).status, 404, path);
  }
});

t.test('its files take at most 150 KB compressed', async (t) => {
  const { gzipSync } = await import('node:zlib');
  const { readdirSync, readFileSync } = await import('node:fs');
  const folder = new URL('../../dist/console/page/', import.meta.url);
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((file) => file.isFile());
  const bytes = files.map((file) => gzipSync(readFileSync(`${file.parentPath}/${file.name}`)).length);
  const total = bytes.reduce((sum, one) => sum + one, 0);
  t.comment(`${total} bytes`);
  t.ok(total <= 150 * 1024, `${total} bytes`);
});
