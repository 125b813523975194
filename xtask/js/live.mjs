// Writes live.js: node live.mjs SOURCE SERVED_DIR
//
// The name carries no hash: it is small, and revalidated by its ETag.

import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';

const [source, served] = process.argv.slice(2);
await mkdir(served, { recursive: true });
await build({
  entryPoints: [source],
  outfile: join(served, 'live.js'),
  bundle: true,
  format: 'esm',
  target: 'es2020',
  minify: true,
  charset: 'utf8',
  logLevel: 'error',
});
