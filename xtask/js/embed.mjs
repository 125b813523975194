// Builds embed.js: node embed.mjs SOURCE SITE_JSON PUBLIC_DIR
//
// The names in capitals in config.js become what the site step wrote, of one language, and where the Wasm half is, from the
// Worker's origin. `import css from 'baton-css'` is the style sheet beside the source, minified.
//
// A site of one language gets embed.js. One of several gets embed.en.js, embed.de.js …, and no embed.js: that is then
// answered by the Worker (edge/src/route.rs), with the language of the browser.

import { readFile, readdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, transform } from 'esbuild';

const [source, siteFile, served] = process.argv.slice(2);
const site = JSON.parse(await readFile(siteFile, 'utf8'));
const files = await readFile(join(served, 'w/manifest.json'), 'utf8').then(JSON.parse, () => ({}));
// Colors and position become part of the style sheet; the browser is told only the name.
const { look } = await import(pathToFileURL(join(dirname(source), 'look.mjs')));
const chat = `/w/${files['chat.js']}`.replace(/\.js$/, '');
const langs = Object.keys(site.langs);

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

for (const old of await readdir(served)) if (/^embed\b.*\.js$/.test(old)) await rm(join(served, old));
const one = (lang, outfile) =>
  build({
    entryPoints: [source],
    outfile: join(served, outfile),
    bundle: true,
    format: 'iife',
    target: 'es2020',
    charset: 'utf8', // it is served as such, and signs that are no ASCII are a fifth as long
    minify: true,
    define: {
      __BRAND__: JSON.stringify(site.brand.name),
      __LANG__: JSON.stringify(lang),
      __WORDS__: JSON.stringify(site.langs[lang]),
      __CHAT__: JSON.stringify(chat),
      __LANGS__: JSON.stringify(langs.length > 1 && langs),
    },
    plugins: [styles],
    logLevel: 'error',
  });
await Promise.all(langs.map((lang) => one(lang, langs.length > 1 ? `embed.${lang}.js` : 'embed.js')));
