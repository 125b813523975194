// The built Worker in workerd alone: no assets, none of the proxies that Miniflare puts before it. For measuring what the
// Worker itself costs. Settings are those of wrangler.toml.
//
//   import { bare } from './bare.mjs';
//   const { process, url } = await bare(BUNDLE_DIR, STATE_DIR, PORT);

import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import workerd from 'workerd';

const KINDS = { 'entry.mjs': 'esModule', 'guard.mjs': 'esModule', 'rust/index.js': 'esModule', 'site.json': 'text', 'rust/index_bg.wasm': 'wasm' };

export async function bare(bundle, state, port) {
  const settings = readFileSync(join(bundle, 'wrangler.toml'), 'utf8');
  const date = settings.match(/^compatibility_date = "(.+?)"/m)[1];
  const objects = [...settings.matchAll(/\{ name = "(\w+)", class_name = "(\w+)" \}/g)];
  mkdirSync(state, { recursive: true });
  const text = JSON.stringify;
  const modules = Object.entries(KINDS).map(([name, kind]) => `(name = ${text(name)}, ${kind} = embed ${text(name)})`);
  const config = `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "main", worker = (
      modules = [${modules.join(', ')}],
      compatibilityDate = ${text(date)},
      durableObjectNamespaces = [${objects.map(([, , name]) => `(className = ${text(name)}, uniqueKey = ${text(name)}, enableSql = true)`).join(', ')}],
      durableObjectStorage = (localDisk = "state"),
      bindings = [${objects.map(([, name, className]) => `(name = ${text(name)}, durableObjectNamespace = ${text(className)})`).join(', ')}],
      globalOutbound = "out",
    )),
    (name = "state", disk = (path = ${text(resolve(state))}, writable = true)),
    (name = "out", network = (allow = ["public", "private"], tlsOptions = (trustBrowserCas = true))),
  ],
  sockets = [(name = "http", address = "127.0.0.1:${port}", http = (), service = "main")],
);
`;
  const file = join(bundle, 'workerd.capnp'); // it embeds what stands beside it
  writeFileSync(file, config);
  const child = spawn(workerd.default, ['serve', file], { stdio: ['ignore', 'ignore', 'pipe'], detached: true });
  let said = '';
  child.stderr.on('data', (bytes) => (said = (said + bytes).slice(-4000)));
  const url = `http://127.0.0.1:${port}`;
  for (let tries = 0; tries < 200; tries++) {
    if (child.exitCode !== null) break;
    if (await fetch(`${url}/api/welcome`).then((answer) => answer.ok, () => false)) return { process: child, url };
    await new Promise((done) => setTimeout(done, 50));
  }
  throw new Error(`workerd does not answer:\n${said}`);
}
