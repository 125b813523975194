// The site owner's page, and all that widgets ask for, served as a network would: compressed, each with its bytes on record.

import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { brotliCompressSync } from 'node:zlib';

const TYPES = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript; charset=utf-8', '.mjs': 'text/javascript', '.css': 'text/css', '.wasm': 'application/wasm', '.svg': 'image/svg+xml', '.json': 'application/json' };

/** An ordinary page of a shop: words, a style sheet, a list. */
const words = 'A lamp is for the evening. It stands where one reads, and it is turned down when one has read enough. '.repeat(6);
const html = (more) => `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Lamps</title><style>body{font:1rem/1.6 serif;max-width:60rem;margin:2rem auto;padding:0 1rem}</style><body><h1>Lamps</h1>${Array.from({ length: 12 }, (_, i) => `<h2>Lamp ${i}</h2><p>${words}</p>`).join('')}${more}</body></html>`;

/**
 * `pages`: path to what stands at the end of the body; `folders`: prefix to folder; `worker`: where the rest goes.
 * `served(since)` are the requests after a moment, without the page itself: [path, bytes as brotli -11].
 */
export async function host({ pages, folders, worker }) {
  const log = [];
  const packed = new Map();
  const pack = (key, body) => packed.get(key) ?? packed.set(key, brotliCompressSync(body)).get(key);
  const find = async (path, request) => {
    if (path in pages) return { body: Buffer.from(html(pages[path])), type: TYPES['.html'] };
    for (const [prefix, folder] of Object.entries(folders)) {
      const file = path.startsWith(prefix) && join(folder, normalize(path.slice(prefix.length)));
      const body = file && (await readFile(file).catch(() => null));
      if (body) return { body, type: TYPES[extname(file)] ?? 'application/octet-stream' };
    }
    if (!worker || !/^\/(embed|w\/|api\/)/.test(path)) return null;
    const answer = await fetch(worker + request.url, { method: request.method, body: request.method === 'POST' ? request : undefined, duplex: 'half' });
    return { body: Buffer.from(await answer.arrayBuffer()), type: answer.headers.get('content-type'), status: answer.status };
  };
  const server = createServer(async (request, response) => {
    const path = new URL(request.url, 'http://host').pathname;
    const found = await find(path, request).catch(() => null);
    // Rivals without their own server behind them are told so, in their language.
    const { body, type, status = 200 } = found ?? { body: Buffer.from('{}'), type: TYPES['.json'], status: 404 };
    const bytes = pack(path + body.length, body);
    if (!(path in pages) && path !== '/favicon.ico') log.push([path, found ? bytes.length : 0]);
    response.writeHead(status, { 'content-type': type, 'content-encoding': 'br', 'cache-control': 'no-cache', 'access-control-allow-origin': '*' });
    response.end(bytes);
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  return { url: `http://localhost:${server.address().port}`, now: () => log.length, served: (since) => log.slice(since), end: () => server.close() };
}
