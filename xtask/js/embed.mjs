// Builds embed.js: node embed.mjs SOURCE SITE_JSON PUBLIC_DIR
//
// The identifier `__BATON__` in the source becomes what the site step wrote, and `chat: { js, wasm }`: where the Wasm
// half is, from the Worker's origin. `import css from 'baton-css'` is the style sheet beside the source, minified.

import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, transform } from 'esbuild';

const [source, siteFile, served] = process.argv.slice(2);
const site = JSON.parse(await readFile(siteFile, 'utf8'));
const files = await readFile(join(served, 'w/manifest.json'), 'utf8').then(JSON.parse, () => ({}));
// Colors and position become part of the style sheet; the browser is told only the name.
const { look } = await import(pathToFileURL(join(dirname(source), 'look.mjs')));
const chat = { js: `/w/${files['chat.js']}`, wasm: `/w/${files['chat.wasm']}` };

const styles = {
  name: 'the style sheet as a text',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^baton-css$/ }, () => ({ path: join(dirname(source), 'embed.css'), namespace: 'text' }));
    onLoad({ filter: /\.css$/, namespace: 'text' }, async ({ path }) => {
      const text = (await readFile(path, 'utf8')) + look(site);
      const { code } = await transform(text, { loader: 'css', minify: true });
      return { contents: code.trim(), loader: 'text' };
    });
  },
};

await build({
  entryPoints: [source],
  outfile: join(served, 'embed.js'),
  bundle: true,
  format: 'iife',
  target: 'es2020',
  minify: true,
  define: { __BATON__: JSON.stringify({ base: site.base, brand: { name: site.brand.name }, langs: site.langs, chat }) },
  plugins: [styles],
  logLevel: 'error',
});
