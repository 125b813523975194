// Finishes the Worker's module: node edge.mjs RAW_DIR OUT_DIR full|fast
//
// In: index.js, index_bg.wasm and snippets/ as wasm-bindgen wrote them. Out: one index.js and one index_bg.wasm.
// Function names stay in the Wasm: a stack trace from production is worth their fifteen percent.

import { readFile, writeFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import { optimize } from './wasm-opt.mjs';

const [raw, out, pace] = process.argv.slice(2);
await mkdir(out, { recursive: true });

// `import source` is the standard's name for a module that is not run yet; a plain import of .wasm is Workers' name for it.
const glue = join(raw, 'index.js');
await writeFile(glue, (await readFile(glue, 'utf8')).replaceAll('import source ', 'import '));

await build({
  entryPoints: [glue],
  outfile: join(out, 'index.js'),
  bundle: true,
  format: 'esm',
  external: ['./index_bg.wasm', 'cloudflare:*'],
  minify: pace === 'full',
  keepNames: false,
  logLevel: 'error',
});

// `exception-handling` is what unwinding is made of.
await optimize(join(raw, 'index_bg.wasm'), join(out, 'index_bg.wasm'), pace, ['-O', '--debuginfo'], ['exception-handling']);
