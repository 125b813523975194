// Bytes of all that is served: node sizes.mjs PUBLIC_DIR BUNDLE_DIR → one JSON object on standard output.

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const [served, bundle] = process.argv.slice(2);
const manifest = await readFile(join(served, 'w/manifest.json'), 'utf8').then(JSON.parse, () => ({}));

const parts = { 'embed.js': [join(served, 'embed.js')] };
for (const name of ['chat.wasm', 'chat.js', 'desk.wasm', 'desk.js']) {
  if (manifest[name]) parts[name] = [join(served, 'w', manifest[name])];
}
parts['person.js'] = [join(served, 'w/person-en.js')];
parts['more.js'] = [join(served, 'w/more.js')];
parts['live.js'] = [join(served, 'w/live.js')];
// What `wrangler deploy` uploads, but for the assets.
parts.worker = ['entry.mjs', 'guard.mjs', 'site.json', 'rust/index.js', 'rust/index_bg.wasm'].map((file) => join(bundle, file));

const sizes = {};
for (const [name, files] of Object.entries(parts)) {
  const texts = await Promise.all(files.map((file) => readFile(file))).catch(() => null);
  if (!texts) continue; // not built yet, or not there yet
  const sum = (measure) => texts.reduce((all, text) => all + measure(text), 0);
  sizes[name] = {
    raw: sum((text) => text.length),
    gzip: sum((text) => gzipSync(text, { level: 9 }).length),
    brotli: sum((text) => brotliCompressSync(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length),
  };
}
console.log(JSON.stringify(sizes));
