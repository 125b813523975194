// Runs binaryen's wasm-opt, with the features our browsers and workerd have. A fast build only copies.

import { execFile } from 'node:child_process';
import { copyFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

// Named one by one, so that a newer binaryen cannot emit what an older browser does not read.
const FEATURES = ['mutable-globals', 'sign-ext', 'nontrapping-float-to-int', 'bulk-memory', 'multivalue', 'reference-types'];

export async function optimize(from, to, pace, flags, more = []) {
  if (pace !== 'full') return copyFile(from, to);
  const wasmOpt = fileURLToPath(new URL('bin/wasm-opt', import.meta.resolve('binaryen')));
  const features = [...FEATURES, ...more].map((name) => `--enable-${name}`);
  await promisify(execFile)(process.execPath, [wasmOpt, from, '-o', to, ...flags, ...features]);
}
