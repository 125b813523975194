// Builds embed.js: node embed.mjs SOURCE SITE_JSON PUBLIC_DIR
// Or tells how large it would be, by language: node embed.mjs SOURCE SITE_JSON --sizes
//
// The names in capitals in config.js become what the site step wrote, of one language, and where the Wasm half is, from the
// Worker's origin. `import css from 'baton-css'` is the style sheet beside the source, minified.
//
// A site that offers help before anybody asks gets embed-help.LANG.js beside it, of each of its languages.
//
// A site of one language gets embed.js. One of several gets embed.en.js, embed.de.js …, and no embed.js: that is then
// answered by the Worker (edge/src/route.rs), with the language of the browser.

import { readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { build, transform } from 'esbuild';

const [source, siteFile, served] = process.argv.slice(2);
const onlySizes = served === '--sizes';
const site = JSON.parse(await readFile(siteFile, 'utf8'));
const manifest = onlySizes ? '' : await readFile(join(served, 'w/manifest.json'), 'utf8').catch(() => '');
const chat = `/w/${manifest ? JSON.parse(manifest)['chat.js'] : 'chat-01234567.js'}`.replace(/\.js$/, '');
const langs = Object.keys(site.langs);
// Colors and the like become part of the style sheet; the browser is told only the name.
const { dressed, scheme } = await import(pathToFileURL(join(dirname(source), 'look.mjs')));

const styles = (launcher) => ({
  name: 'the style sheet as a text',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^baton-css$/ }, () => ({ path: join(dirname(source), 'embed.css'), namespace: 'text' }));
    onLoad({ filter: /\.css$/, namespace: 'text' }, async ({ path }) => {
      const text = dressed(await readFile(path, 'utf8'), site.look, launcher);
      const { code } = await transform(text, { loader: 'css', minify: true });
      return { contents: code.trim(), loader: 'text' };
    });
  },
});

// `form-email` of the [shell] words is `words.formEmail` in the source.
const named = (key) => `words.${key.replace(/-(.)/g, (_, letter) => letter.toUpperCase())}`;

const one = async (lang) => {
  const words = Object.entries({ dir: 'ltr', ...site.langs[lang] }).map(([key, text]) => [named(key), text]);
  const launcher = site.launcher[lang];
  const told = {
    __BRAND__: site.name,
    __LANG__: lang,
    __CHAT__: chat,
    __OTHERS__: String(langs.filter((other) => other != lang)),
    'owner.label': launcher.label,
    'owner.own': launcher.own,
    'owner.help': !!site.help[lang],
    'owner.night': scheme(site.look),
    'owner.prefetch': launcher.prefetch == 'never' ? '' : launcher.prefetch,
    ...Object.fromEntries(words),
  };
  const { outputFiles } = await build({
    entryPoints: [source],
    bundle: true,
    format: 'iife',
    target: 'es2022',
    charset: 'utf8', // it is served as such, and signs that are no ASCII are a fifth as long
    minify: true,
    write: false,
    define: Object.fromEntries(Object.entries(told).map(([key, value]) => [key, JSON.stringify(value)])),
    plugins: [styles(launcher)],
    logLevel: 'error',
  });
  return outputFiles[0].contents;
};

// What is offered before anybody asks, where the site has rules for it: a file of its own, of which embed.js knows the name.
const sheet = {
  name: 'the style sheet of the bubble as a text',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^baton-help-css$/ }, () => ({ path: join(dirname(source), 'help.css'), namespace: 'text' }));
    onLoad({ filter: /help\.css$/, namespace: 'text' }, async ({ path }) => {
      const { code } = await transform(await readFile(path, 'utf8'), { loader: 'css', minify: true });
      return { contents: code.trim(), loader: 'text' };
    });
  },
};
const help = async (lang) => {
  const { rules, words } = site.help[lang];
  const { prefetch } = site.launcher[lang];
  const define = {
    'owner.prefetch': prefetch == 'never' ? '' : prefetch,
    __RULES__: rules, __WORDS__: { ...words, dir: site.langs[lang].dir ?? 'ltr' } };
  const { outputFiles } = await build({
    entryPoints: [join(dirname(source), 'help.js')],
    bundle: true,
    format: 'esm',
    target: 'es2022',
    charset: 'utf8',
    minify: true,
    write: false,
    define: Object.fromEntries(Object.entries(define).map(([key, value]) => [key, JSON.stringify(value)])),
    plugins: [sheet],
    logLevel: 'error',
  });
  return outputFiles[0].contents;
};

const texts = await Promise.all(langs.map(one));
if (onlySizes) {
  const size = (text) => ({ raw: text.length, gzip: gzipSync(text, { level: 9 }).length, brotli: brotliCompressSync(text).length });
  console.log(JSON.stringify(Object.fromEntries(langs.map((lang, i) => [lang, size(texts[i])]))));
} else {
  for (const old of await readdir(served)) if (/^embed\b.*\.js$/.test(old)) await rm(join(served, old));
  const file = (lang) => join(served, langs.length > 1 ? `embed.${lang}.js` : 'embed.js');
  await Promise.all(langs.map((lang, i) => writeFile(file(lang), texts[i])));
  const offers = Object.keys(site.help);
  await Promise.all(offers.map(async (lang) => writeFile(join(served, `embed-help.${lang}.js`), await help(lang))));
}
