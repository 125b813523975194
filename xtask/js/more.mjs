// Writes more.js: node more.mjs SOURCE SERVED_DIR
//
// The second part of the chat, with the style sheet beside it as a text. Its name carries no hash: a chat of an older build
// that is still open finds it, and browsers ask whether it changed.

import { mkdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { build, transform } from 'esbuild';

const [source, served] = process.argv.slice(2);
await mkdir(served, { recursive: true });
const styles = {
  name: 'the style sheet as a text',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^baton-more-css$/ }, () => ({ path: join(dirname(source), 'more.css'), namespace: 'text' }));
    onLoad({ filter: /\.css$/, namespace: 'text' }, async ({ path }) => {
      const { code } = await transform(await readFile(path, 'utf8'), { loader: 'css', minify: true });
      return { contents: code.trim(), loader: 'text' };
    });
  },
};
await build({
  entryPoints: [source],
  outfile: join(served, 'more.js'),
  bundle: true,
  format: 'esm',
  target: 'es2020',
  charset: 'utf8',
  minify: true,
  plugins: [styles],
  logLevel: 'error',
});
