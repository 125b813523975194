// How much later than the model's own words do ours arrive, beside two gateways for models, in one run; and whether of many
// streams at once any loses a piece.
//
//   node stream.mjs BUNDLE_DIR [GATEWAYS_DIR] [--streams 200] [--turns 60]
//
// A made-up model sends the sentences of an article, one a chunk, each at a known time. The same words go straight to the
// client, through Baton (which shows a sentence only after it was found in its article), and through the gateways found in
// GATEWAYS_DIR. Times are of one clock: everything runs on this machine. The Worker runs in workerd alone, without the proxies
// that a development server puts before it: they are no part of it where it is deployed.

import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { bare } from './bare.mjs';

const SENTENCES = [
  'You can return an item within 30 days of delivery',
  'The day of delivery is day 0, and the return must be started before the end of day 30',
  'You can return a lamp that you have switched on',
  'It must be complete and undamaged',
  'The return label arrives by email within 10 minutes',
  'The label and its QR code work for 14 days',
  'We refund you within 3 business days of the parcel reaching Ghent',
];
const QUESTION = 'how long do I have to send something back?';
const THINK = 30; // milliseconds before its first word
const GAP = 40; // and between two
const WARM = 20; // turns before anything is measured: every runtime here compiles what is used often
const KEY = 'sk-of-nobody-0000000000000000'; // a gateway wants one

const now = () => Number(process.hrtime.bigint()) / 1e6; // one clock for all processes of the machine
const sleep = (ms) => new Promise((done) => setTimeout(done, ms));

// The made-up model, in a process of its own, so that the clock of the client is not held up by it.
function model() {
  const sent = {};
  createServer(async (request, response) => {
    if (request.url === '/times') return response.end(JSON.stringify(sent));
    if (request.method !== 'POST') return response.end('{"data":[]}');
    let body = '';
    for await (const part of request) body += part;
    const prompt = JSON.stringify(JSON.parse(body).messages);
    const name = /case-(\d+)/.exec(prompt)?.[1];
    // Baton numbers its sources; the answer cites the right one.
    const source = /\[(\d)\] Return an item/.exec(prompt)?.[1] ?? 1;
    const times = (sent[name] = { asked: now(), sentences: [] }).sentences;
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    const chunk = (delta, finish_reason = null) =>
      response.write(`data: ${JSON.stringify({ id: 'c', object: 'chat.completion.chunk', created: 1, model: 'm', choices: [{ index: 0, delta, finish_reason }] })}\n\n`);
    await sleep(THINK);
    for (const sentence of SENTENCES) {
      times.push(now());
      chunk({ role: 'assistant', content: `${sentence} [${source}].\n` });
      await sleep(GAP);
    }
    chunk({}, 'stop');
    response.end('data: [DONE]\n\n');
  }).listen(0, '127.0.0.1', function () { console.log(`ready ${this.address().port}`); });
}
const running = [];
function start(command, args, options, ready) {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], detached: true, ...options });
  running.push(child);
  return new Promise((done, failed) => {
    let said = '';
    const hear = (text) => {
      said += text;
      const found = ready.exec(said);
      if (found) done({ child, found });
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.on('exit', () => failed(new Error(`${command} ended:\n${said.slice(-2000)}`)));
  });
}
function end() {
  for (const child of running) try { process.kill(-child.pid, 'SIGKILL'); } catch {}
}

// A port nobody has.
const free = () => new Promise((done) => {
  const server = createServer().listen(0, '127.0.0.1', () => {
    const { port } = server.address();
    server.close(() => done(port));
  });
});

// Chat Completions as any client reads it: when each sentence arrived.
async function chat(url, headers, name) {
  const begun = now();
  const messages = [{ role: 'user', content: `${QUESTION} case-${name}` }];
  const answer = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify({ model: 'm', messages, stream: true }) });
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}: ${(await answer.text()).slice(0, 300)}`);
  const arrived = [];
  let text = '', rest = '';
  const decoder = new TextDecoder();
  for await (const bytes of answer.body) {
    rest += decoder.decode(bytes, { stream: true });
    const lines = rest.split('\n');
    rest = lines.pop();
    for (const line of lines) {
      const content = line.startsWith('data: {') && JSON.parse(line.slice(6)).choices?.[0]?.delta?.content;
      if (content) text += content;
      while (arrived.length < text.split('\n').length - 1) arrived.push(now());
    }
  }
  return { begun, arrived, sound: arrived.length === SENTENCES.length };
}

// A customer of Baton: greets, listens, asks, and counts the pieces.
async function customer(base, name) {
  const token = Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString('base64url');
  const post = (key, text) => fetch(`${base}/api/do`, { method: 'POST', body: JSON.stringify({ v: 1, token, commands: [{ key, do: { say: { text } } }], after: 0 }) }).then((answer) => {
    if (!answer.ok) throw new Error(`Baton answered ${answer.status}`);
  });
  await post('a', 'hello');
  const socket = new WebSocket(`${base.replace('http', 'ws')}/ws?after=0`, ['baton.v1', token]);
  await new Promise((done, failed) => Object.assign(socket, { onopen: done, onerror: failed }));
  const arrived = [];
  let text = '', next = 0, sound = true, begun;
  const over = new Promise((done) => {
    socket.onmessage = ({ data }) => {
      for (const frame of JSON.parse(data)) {
        if (frame.delta) {
          sound &&= frame.delta.n === next++;
          text += frame.delta.text;
          while (arrived.length < text.split('\n').length - 1) arrived.push(now());
        } else if (frame.partial) sound = false; // told as a whole only to who missed a piece
        const whole = frame.shown?.entry?.assistant;
        if (whole?.sources) done(whole.text);
      }
    };
  });
  return {
    ask: async () => {
      begun = now();
      await post('b', `${QUESTION} case-${name}`);
      const whole = await Promise.race([over, sleep(60_000)]);
      socket.close();
      // The last line break is not kept.
      sound &&= whole?.trim() === text.trim() && arrived.length >= SENTENCES.length - 1;
      return { begun, arrived, sound };
    },
  };
}

const of = (sorted, share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
function summary(results, sent, names) {
  const asked = [], first = [], each = [];
  results.forEach((result, i) => {
    const { asked: when, sentences } = sent[names[i]];
    asked.push(when - result.begun);
    first.push(result.arrived[0] - result.begun - THINK);
    result.arrived.forEach((at, n) => each.push(at - sentences[n]));
  });
  const sort = (list) => list.toSorted((a, b) => a - b);
  return { asked: sort(asked), first: sort(first), each: sort(each), lost: results.filter((result) => !result.sound).length };
}
const ms = (n) => n.toFixed(1).padStart(8);
function row(name, { asked, first, each, lost }) {
  console.log(`${name.padEnd(26)}${ms(of(asked, 0.5))}${ms(of(asked, 0.95))}${ms(of(first, 0.5))}${ms(of(first, 0.95))}${ms(of(each, 0.5))}${ms(of(each, 0.95))}${String(lost).padStart(8)}`);
}

// User and system time of a process, in milliseconds (Linux counts hundredths of a second).
const cpu = (pid) => {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ');
  return (Number(fields[11]) + Number(fields[12])) * 10;
};

async function main() {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { streams: { type: 'string', default: '200' }, turns: { type: 'string', default: '60' } } });
  const [bundle, gateways] = positionals.map((path) => resolve(path));
  const folder = mkdtempSync(join(tmpdir(), 'baton-stream-'));
  let number = 0;
  try {
    const { found: [, provider] } = await start(process.execPath, [import.meta.filename, 'model'], {}, /ready (\d+)/);
    const upstream = `http://127.0.0.1:${provider}/v1`;
    const times = async () => (await fetch(`http://127.0.0.1:${provider}/times`)).json();

    mkdirSync(join(folder, 'worker'));
    for (const name of ['rust', 'guard.mjs', 'wrangler.toml', 'entry.mjs']) cpSync(join(bundle, name), join(folder, 'worker', name), { recursive: true });
    const site = JSON.parse(readFileSync(join(bundle, 'site.json'), 'utf8'));
    site.providers.unshift({ name: 'm', kind: 'openai-chat', max_tokens: 600, deadline: 38, price: { input: 1, output: 1 }, settings: { 'base-url': upstream, model: 'm' } });
    writeFileSync(join(folder, 'worker/site.json'), JSON.stringify(site));
    const { process: workerd, url: base } = await bare(join(folder, 'worker'), join(folder, 'state'), await free());
    running.push(workerd);

    const ways = [
      ['straight to the model', (name) => async () => chat(`${upstream}/chat/completions`, {}, name)],
      ['Baton', async (name) => (await customer(base, name)).ask],
    ];
    if (gateways && existsSync(join(gateways, 'node_modules/@portkey-ai/gateway'))) {
      const port = await free();
      const main = join(gateways, 'node_modules/@portkey-ai/gateway/build/start-server.js');
      // It changes the headers of a fetched answer, which Node.js refuses since 20 ("TypeError: immutable"): here it gets answers
      // that may be changed.
      const lenient = 'const own = fetch; globalThis.fetch = async (...all) => { const answer = await own(...all); return new Response(answer.body, answer); };';
      await start('node', ['--import', `data:text/javascript,${encodeURIComponent(lenient)}`, main, `--port=${port}`, '--headless'], {}, /Ready for connections/);
      const headers = { 'x-portkey-provider': 'openai', 'x-portkey-custom-host': upstream, authorization: 'Bearer sk-none' };
      ways.push(['Portkey gateway (npm)', (name) => async () => chat(`http://127.0.0.1:${port}/v1/chat/completions`, headers, name)]);
    }
    if (gateways && existsSync(join(gateways, 'venv/bin/litellm'))) {
      const port = await free();
      const config = join(folder, 'litellm.yaml');
      writeFileSync(config, `model_list:\n  - model_name: m\n    litellm_params:\n      model: openai/m\n      api_base: ${upstream}\n      api_key: sk-none\n`);
      const env = { ...process.env, LITELLM_LOCAL_MODEL_COST_MAP: 'True', LITELLM_TELEMETRY: 'False', LITELLM_MASTER_KEY: KEY };
      await start(join(gateways, 'venv/bin/litellm'), ['--config', config, '--port', String(port), '--host', '127.0.0.1'], { env }, /Uvicorn running/);
      ways.push(['LiteLLM proxy (PyPI)', (name) => async () => chat(`http://127.0.0.1:${port}/v1/chat/completions`, { authorization: `Bearer ${KEY}` }, name)]);
    }

    const costs = (spent, turns) => console.log(`${''.padEnd(26)}${(spent / turns).toFixed(2)} ms of CPU of workerd a turn, its sockets and SQLite included`);
    const prepared = async (way, count) => {
      const names = Array.from({ length: count }, () => String(++number));
      const asks = [];
      for (const name of names) asks.push(await way(name));
      return { names, asks };
    };
    const head = '                           asked    95 %   first    95 %    each    95 %    lost';
    console.log(`milliseconds that are added: until the model is asked, until its first sentence is there, and to each; half of them and 95 % are below`);
    for (const [title, way] of [...ways]) {
      try {
        for (let turn = 0; turn < WARM; turn++) await (await way(String(++number)))();
        await Promise.all((await prepared(way, WARM)).asks.map((ask) => ask()));
      } catch (error) {
        console.log(`${title.padEnd(26)}  ${error.message.slice(0, 120)}`);
        if (title === 'Baton') throw error;
        ways.splice(ways.findIndex(([other]) => other === title), 1);
      }
    }

    // In turns, so that whatever else this machine does meanwhile hits all alike.
    const turns = Number(values.turns);
    console.log(`\none at a time, ${turns} times each, in turns\n${head}`);
    const cases = [];
    for (const [title, way] of ways) cases.push({ title, results: [], ...(await prepared(way, turns)) });
    for (let turn = 0; turn < turns; turn++) {
      for (const one of cases) {
        one.results.push(await one.asks[turn]());
        await sleep(20); // what follows an answer is not the next one's burden
      }
    }
    for (const { title, results, names } of cases) row(title, summary(results, await times(), names));

    const streams = Number(values.streams);
    console.log(`\n${streams} streams at once\n${head}`);
    let lost = 0;
    for (const [title, way] of ways) {
      const { names, asks } = await prepared(way, streams);
      const before = cpu(workerd.pid);
      const results = await Promise.all(asks.map((ask) => ask()));
      const spent = cpu(workerd.pid) - before;
      const found = summary(results, await times(), names);
      row(title, found);
      if (title === 'Baton') {
        lost = found.lost;
        costs(spent, streams);
      }
    }
    if (lost) process.exitCode = 1;
  } finally {
    end();
    rmSync(folder, { recursive: true, force: true });
  }
  process.exit();
}

if (process.argv[2] === 'model') model();
else await main();
