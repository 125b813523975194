// Finishes one program of the widget: node widget.mjs NAME RAW_DIR SERVED_DIR full|fast
//
// In: NAME.js and NAME_bg.wasm as our bindgen tool wrote them. Out: NAME-HASH.js, NAME-HASH.wasm, the line in
// manifest.json, and NAME.js, which starts the current one for pages that need no finer control than that.

import { createHash } from 'node:crypto';
import { mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import { optimize } from './wasm-opt.mjs';

const [name, raw, served, pace] = process.argv.slice(2);
await mkdir(served, { recursive: true });

const optimized = join(raw, 'optimized.wasm');
await optimize(join(raw, `${name}_bg.wasm`), optimized, pace, [
  '-Oz',
  '--strip-debug',
  '--strip-producers',
  '--strip-target-features',
]);
const wasm = await readFile(optimized);

// Everything the glue exports but `initSync`, which nobody calls: esbuild then drops it.
const glue = await readFile(join(raw, `${name}.js`), 'utf8');
const names = [...glue.matchAll(/^export (?:async )?(?:function|class) (\w+)/gm)].map((match) => match[1]);
const wanted = names.filter((each) => each !== 'initSync').join(', ');
const entry = `${wanted && `export { ${wanted} } from './${name}.js';\n`}export { default } from './${name}.js';`;
const bundled = await build({
  stdin: { contents: entry, resolveDir: raw },
  bundle: true,
  format: 'esm',
  target: 'es2020',
  minify: pace === 'full',
  write: false,
  logLevel: 'error',
});
const js = bundled.outputFiles[0].contents;

// One for both: they fit each other only, and embed.js has a byte less for each it need not carry.
const hash = createHash('sha256').update(js).update(wasm).digest('hex').slice(0, 8);
const files = { [`${name}.js`]: `${name}-${hash}.js`, [`${name}.wasm`]: `${name}-${hash}.wasm` };
for (const old of await readdir(served)) if (old.startsWith(`${name}-`)) await rm(join(served, old)); // of earlier builds
await writeFile(join(served, files[`${name}.js`]), js);
await writeFile(join(served, files[`${name}.wasm`]), wasm);
await writeFile(
  join(served, `${name}.js`),
  `import start from './${files[`${name}.js`]}';\n` +
    `start({ module_or_path: new URL('./${files[`${name}.wasm`]}', import.meta.url) });\n`,
);

const manifest = join(served, 'manifest.json');
const known = await readFile(manifest, 'utf8').then(JSON.parse, () => ({}));
await writeFile(manifest, JSON.stringify({ ...known, ...files }, null, 2) + '\n');
