// Starts the built Worker in real workerd, three times as fast as `wrangler dev`: for tests that start and kill it often.
//
//   node serve.mjs BUNDLE_DIR --port 0 --persist DIR [--var NAME=VALUE]...
//
// Prints `ready http://127.0.0.1:PORT` once it answers. Kill the process group: workerd is a child. What the Worker
// committed is in DIR, whatever the signal. Settings here are those of wrangler.toml; `settings` reads the ones that
// change there, and dies on what it does not find.

import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { Miniflare, convertV4MiniflareOptions } from 'miniflare';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { port: { type: 'string', default: '0' }, persist: { type: 'string' }, var: { type: 'string', multiple: true, default: [] } },
});
const bundle = resolve(positionals[0]);
const settings = readFileSync(join(bundle, 'wrangler.toml'), 'utf8');
const find = (pattern) => settings.match(pattern)?.[1] ?? fail(`wrangler.toml has nothing like ${pattern}`);
const fail = (why) => {
  console.error(why);
  process.exit(1);
};

const compatibilityDate = find(/^compatibility_date = "(.+?)"/m);
const workerFirst = JSON.parse(find(/^run_worker_first = (\[.*?\])/m));
const objects = [...settings.matchAll(/\{ name = "(\w+)", class_name = "(\w+)" \}/g)];

const types = { 'entry.mjs': 'ESModule', 'guard.mjs': 'ESModule', 'rust/index.js': 'ESModule', 'site.json': 'Text', 'rust/index_bg.wasm': 'CompiledWasm' };
const modules = Object.entries(types).map(([path, type]) => {
  const contents = readFileSync(join(bundle, path), type === 'CompiledWasm' ? null : 'utf8');
  return { type, path: join(bundle, path), contents };
});

// `_headers`: a pattern, then its headers, indented.
const rules = {};
let rule;
for (const line of readFileSync(join(bundle, 'public/_headers'), 'utf8').split('\n')) {
  if (/^\s*(#|$)/.test(line)) continue;
  if (/^\S/.test(line)) rule = rules[line.trim()] = { set: {} };
  else rule.set[line.slice(0, line.indexOf(':')).trim()] = line.slice(line.indexOf(':') + 1).trim();
}

const miniflare = new Miniflare(
  convertV4MiniflareOptions({
    host: '127.0.0.1',
    port: Number(values.port),
    cf: false, // asks a server for this machine's place otherwise
    telemetry: { enabled: false },
    unsafeTriggerHandlers: true, // `/cdn-cgi/local/scheduled` runs what wrangler.toml has on a schedule
    resourcePersistencePath: values.persist && join(resolve(values.persist), 'v3'), // as wrangler does, so that either can go on
    name: 'baton',
    rootPath: bundle,
    modulesRoot: bundle,
    modules,
    compatibilityDate,
    bindings: Object.fromEntries(values.var.map((pair) => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)])),
    durableObjects: Object.fromEntries(objects.map(([, name, className]) => [name, { className, useSQLite: true }])),
    assets: {
      directory: join(bundle, 'public'),
      binding: 'ASSETS',
      run_worker_first: workerFirst,
      routerConfig: { has_user_worker: true },
      assetConfig: { not_found_handling: '404-page', headers: { version: 2, rules } },
    },
  }),
);
const url = await miniflare.ready.catch((problem) => fail(String(problem.stack ?? problem)));
console.log(`ready ${url.origin}`);
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => miniflare.dispose().then(() => process.exit(0)));
