// Writes person-LANG.js for every language: node person.mjs SOURCE WORDS_JSON SERVED_DIR
//
// In: the matcher (widget/embed/person.js) and the words and patterns of all languages. Out: per language one module
// whose default export is the question; `live` waits for a person. The names carry no hash: each is a few kilobytes, revalidated by its ETag.

import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { build } from 'esbuild';

const [source, wordsFile, served] = process.argv.slice(2);
await mkdir(served, { recursive: true });
for (const [lang, words] of Object.entries(JSON.parse(await readFile(wordsFile, 'utf8')))) {
  const contents = `import { asker } from ${JSON.stringify(source)}; export default asker(${JSON.stringify(words)}); export { live } from ${JSON.stringify(source)};`;
  const options = { bundle: true, format: 'esm', target: 'es2020', minify: true, charset: 'utf8', write: false };
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: dirname(source) },
    ...options,
    logLevel: 'error',
  });
  await writeFile(join(served, `person-${lang}.js`), outputFiles[0].contents);
}
