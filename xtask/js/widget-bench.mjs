// What a widget costs the page it is on, beside peers from npm, on one page in one run.
//
//   node widget-bench.mjs BUNDLE_DIR SERVE_MJS CHROMIUM PEERS_DIR FAKE_WORKER_JS
//
// Bytes are exact: the sum of all that was asked for, each by brotli -11. Times are of a slowed page (CPU four times as
// slow; 1.6 Mbps, 150 ms), the best of seven loads, because whatever else a machine does only adds to them, and told as ratios to
// the same page without a widget, because machines differ. Peers have no server
// behind them: what they cost until their launcher stands is measured, and what they cost after it is not.

import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { host } from './bench/host.mjs';
import { chromium, sleep } from './bench/page.mjs';

const [bundle, serve, chrome, peers, fakeWorker] = process.argv.slice(2);
const RUNS = 7;
const median = (numbers) => [...numbers].sort((a, b) => a - b)[numbers.length >> 1];

const state = mkdtempSync(join(tmpdir(), 'baton-bench-'));
const worker = spawn(process.execPath, [serve, bundle, '--port', '0', '--persist', state, '--var', 'DESK_PASSWORD=nobody'], { stdio: ['ignore', 'pipe', 'inherit'], detached: true });
const ready = await new Promise((done, failed) => {
  let said = '';
  worker.stdout.on('data', (text) => { const found = /ready (\S+)/.exec((said += text)); if (found) done(found[1]); });
  worker.on('exit', () => failed(new Error('the Worker did not start')));
});

/** What stands on the page, when it is visible, and how it is opened, if that needs nobody behind it. */
const inside = (host, what) => `document.querySelector('${host}').shadowRoot.querySelector('${what}').offsetWidth`;
const module = (path, text) => ({ file: path, end: `<script type="module">${text}</script>` });
const WIDGETS = {
  Baton: { end: '<script async src="/embed.js"></script>', visible: `${inside('baton-chat', '#human')} && ${inside('baton-chat', '#launcher')}`, composer: true },
  Typebot: { ...module('@typebot.io/js/dist/web.js', `import t from '/peers/@typebot.io/js/dist/web.js'; t.initBubble({ typebot: 'x', apiHost: location.origin });`), visible: inside('typebot-bubble', 'button') },
  Flowise: { ...module('flowise-embed/dist/web.js', `import f from '/peers/flowise-embed/dist/web.js'; f.init({ chatflowid: 'x', apiHost: location.origin });`), visible: inside('flowise-chatbot', 'button') },
  n8n: { ...module('@n8n/chat/dist/chat.bundle.es.js', `import { createChat } from '/peers/@n8n/chat/dist/chat.bundle.es.js'; createChat({ webhookUrl: location.origin + '/none' });`), visible: `document.querySelector('.chat-window-toggle').offsetWidth` },
  'Deep Chat (composer only)': { ...module('deep-chat/dist/deepChat.bundle.js', `import '/peers/deep-chat/dist/deepChat.bundle.js'; document.body.append(Object.assign(document.createElement('deep-chat'), { connect: { url: '/none' } }));`), visible: inside('deep-chat', '#text-input'), composer: true },
};
const here = Object.entries(WIDGETS).filter(([, { file }]) => !file || existsSync(join(peers, file)));
const pages = { '/bare': '', ...Object.fromEntries(here.map(([name, { end }]) => [`/${name.split(' ')[0]}`, end])) };
pages['/nodes'] = '<div>' + '<p><b>a</b> <i>b</i> <span>c</span></p>'.repeat(2500) + '<p role=alert>Card declined</p></div>' + pages['/Baton'];
const site = await host({ pages, folders: { '/peers/': peers }, worker: ready });
const browser = await chromium(chrome);
const say = (...cells) => console.log(`| ${cells.join(' | ')} |`);

/** One load: bytes and requests on a fast machine, or times on a slow one. */
async function load(path, visible, slow) {
  const page = await browser.page();
  if (slow) await page.slow();
  const before = site.now();
  const there = await page.open(site.url + path, visible);
  await sleep(slow ? 1500 : 700);
  const asked = site.served(before);
  const told = await page.eval(`({ paint: performance.getEntriesByName('first-contentful-paint')[0].startTime, blocked: bench.tasks.reduce((sum, [, ms]) => sum + ms - 50, 0), shift: bench.shift })`);
  const heap = await page.heap();
  await page.close();
  return { there, ...told, heap, requests: asked.length, bytes: asked.reduce((sum, [, bytes]) => sum + bytes, 0) };
}
const many = async (path, visible) => {
  const quick = await load(path, visible, false);
  const slow = [];
  for (let i = 0; i < RUNS; i++) slow.push(await load(path, visible, true));
  const of = (key) => Math.min(...slow.map((run) => run[key]));
  return { ...quick, there: of('there'), paint: of('paint'), blocked: of('blocked'), shift: Math.max(...slow.map((run) => run.shift)) };
};

try {
  const bare = await many('/bare', '');
  say('', 'bytes to launcher', 'requests', 'launcher, of the bare page’s first paint', 'later by', 'blocking added', 'heap added', 'layout shift');
  say('---', '--:', '--:', '--:', '--:', '--:', '--:', '--:');
  for (const [name, { visible }] of here) {
    const it = await many(`/${name.split(' ')[0]}`, visible).catch((why) => console.error(`${name}: ${why.message}`));
    if (it) say(name, it.bytes.toLocaleString('en'), it.requests, `${(it.there / bare.paint).toFixed(2)} ×`, `${((it.there - bare.paint) / 1000).toFixed(2)} s`, `${Math.max(0, it.blocked - bare.blocked).toFixed(0)} ms`, `${(Math.max(0, it.heap - bare.heap) / 1e6).toFixed(2)} MB`, it.shift.toFixed(3));
  }
  console.log('');
  await ours();
} finally {
  browser.end();
  site.end();
  try { process.kill(-worker.pid, 'SIGKILL'); } catch {}
  rmSync(state, { recursive: true, force: true, maxRetries: 5 });
}

/** What only ours can be asked: opened, streaming, with a long transcript, on a large page. */
async function ours() {
  const fake = readFileSync(fakeWorker, 'utf8');
  const root = `document.querySelector('baton-chat').shadowRoot`;
  const opened = async (path, before = '') => {
    const page = await browser.page();
    await page.slow(false);
    await page.open(site.url + path, WIDGETS.Baton.visible, fake + before);
    const since = site.now();
    await page.eval(`${root}.querySelector('#launcher').click()`);
    await page.wait(`${root}.querySelector('[data-by=greeting] .bubble').textContent`);
    await sleep(1500);
    return [page, site.served(since)];
  };
  const write = (page, text) => page.eval(`{ const c = ${root}.querySelector('#composer'); c.value = ${JSON.stringify(text)}; c.form.requestSubmit(); }`);
  const [page, asked] = await opened('/Baton');
  const embed = site.served(0).find(([path]) => /embed/.test(path))[1];
  say('Baton', 'measured', 'promised');
  say('---', '--:', '--:');
  say('bytes until a composer takes text and sends', embed.toLocaleString('en'), '4,096');
  say('bytes of the whole chat', (embed + asked.reduce((sum, [, bytes]) => sum + bytes, 0)).toLocaleString('en'), '73,728');

  await page.close();
  const told = (tasks) => {
    const over = tasks.filter((ms) => ms > 50);
    return `${over.length || 'none'}, the longest ${Math.max(0, ...tasks)} ms`;
  };

  // Two hundred pieces a second, for ten seconds, at a quarter of the speed.
  const [stream] = await opened('/Baton');
  await write(stream, 'Tell me all');
  await stream.wait('feed.socket');
  const streaming = await stream.tasks(9, async () => {
    await stream.eval(`new Promise((done) => { let n = 0; const timer = setInterval(() => { for (let i = 0; i < 4; i++) feed.say([{ delta: { turn: 1, n: n++, text: n % 40 ? 'word ' : '\\n\\n' } }]); if (n >= 2000) { clearInterval(timer); done(); } }, 20); })`);
    await stream.wait(`${root}.textContent.split('word').length > 1900`);
  });
  await stream.close();
  say('tasks over 50 ms, 200 pieces a second for ten seconds', told(streaming), 'none');

  const [talk] = await opened('/Baton');
  await write(talk, 'Hello');
  await talk.wait('feed.socket');
  await talk.eval(`bench.row = (i) => ({ shown: { seq: i + 10, at: 1, entry: i % 2 ? { person: { name: 'Sarah', text: 'message ' + i + ' with some **words** in it' } } : { customer: { key: 'k' + i, text: 'message ' + i } } } })`);
  const grow = (from, to) =>
    talk.tasks(9, () => talk.eval(`new Promise((done) => { let i = ${from}; const timer = setInterval(() => { feed.say([bench.row(i++)]); if (i >= ${to}) { clearInterval(timer); setTimeout(done, 1000); } }, 20); })`));
  const first = await grow(0, 500);
  const half = await talk.heap();
  const rest = await grow(500, 1000);
  const whole = await talk.heap();
  await talk.close();
  say('tasks over 50 ms while a transcript grows to 1,000 messages', told([...first, ...rest]), 'none');
  say('memory of the last 500 of them', `${((whole - half) / 1e6).toFixed(2)} MB`, 'steady');

  // Reading a page of ten thousand nodes: the longest that anything of ours ran after a message, at full speed; and how much of
  // it is the page's size, by the same messages on a small page, in turns.
  const timed = `{ window.ran = []; const real = setTimeout; window.setTimeout = (f, ms, ...more) => real(() => { const start = performance.now(); f(); ran.push(performance.now() - start); }, ms, ...more); }`;
  const both = [(await opened('/nodes', timed))[0], (await opened('/Baton', timed))[0]];
  const times = [[], []];
  for (const page of both) await page.call('Emulation.setCPUThrottlingRate', { rate: 1 });
  for (let i = 0; i < 24; i++) {
    const page = both[i % 2];
    await page.call('Page.bringToFront');
    await sleep(300);
    await page.eval('ran.length = 0');
    await write(page, `Question ${i}`);
    await sleep(400);
    times[i % 2].push(await page.eval('Math.max(0, ...ran)'));
  }
  const nodes = await both[0].eval(`document.querySelectorAll('*').length`);
  const [large, small] = times.map(median);
  say(`a message on a page of ${nodes.toLocaleString('en')} elements, all that is done with it`, `${large.toFixed(1)} ms`, '2 ms');
  say('of that, what the page’s size adds', `${(large - small).toFixed(1)} ms`, '');
  for (const page of both) await page.close();
}
