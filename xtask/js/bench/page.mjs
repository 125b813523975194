// A Chromium for measuring: pages over the DevTools protocol, slowed as a phone is.

import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const sleep = (ms) => new Promise((done) => setTimeout(done, ms));

/** Starts a Chromium; `page()` opens a page in a profile of its own, so that nothing is cached. */
export async function chromium(path) {
  const folder = mkdtempSync(join(tmpdir(), 'baton-bench-'));
  const flags = ['--headless', '--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--disable-dev-shm-usage', '--enable-precise-memory-info', '--js-flags=--expose-gc'];
  const child = spawn(path, [...flags, '--remote-debugging-port=0', '--window-size=1280,900', `--user-data-dir=${folder}`, 'about:blank'], { stdio: ['ignore', 'ignore', 'pipe'], detached: true });
  const address = await new Promise((done, failed) => {
    let said = '';
    child.stderr.on('data', (text) => {
      const found = /DevTools listening on (ws:\S+)/.exec((said += text));
      if (found) done(found[1]);
    });
    child.on('exit', () => failed(new Error(`Chromium ended:\n${said.slice(-1000)}`)));
  });
  const browser = await connect(address);
  return {
    page: async () => {
      const { browserContextId } = await browser('Target.createBrowserContext');
      const { targetId } = await browser('Target.createTarget', { url: 'about:blank', browserContextId });
      const call = await connect(address.replace(/browser\/.*/, `page/${targetId}`));
      for (const domain of ['Page', 'Runtime', 'Network', 'Performance', 'HeapProfiler']) await call(`${domain}.enable`);
      return new Page(call, () => browser('Target.disposeBrowserContext', { browserContextId }));
    },
    end: () => {
      try { process.kill(-child.pid, 'SIGKILL'); } catch {}
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** One socket of the protocol: a function that calls a method. */
function connect(address) {
  return new Promise((done, failed) => {
    const socket = new WebSocket(address);
    const waiting = new Map();
    let next = 0;
    let traced;
    socket.onmessage = ({ data }) => {
      const { id, result, error, method, params } = JSON.parse(data);
      if (method === 'Tracing.tracingComplete') traced?.(params.stream);
      const [ok, no] = waiting.get(id) ?? [];
      waiting.delete(id);
      if (error) no?.(new Error(error.message));
      else ok?.(result);
    };
    socket.onerror = () => failed(new Error(`nothing answers at ${address}`));
    socket.onopen = () => {
      const call = (method, params = {}) => new Promise((ok, no) => {
        waiting.set(++next, [ok, no]);
        socket.send(JSON.stringify({ id: next, method, params }));
      });
      call.traced = () => new Promise((done) => { traced = done; });
      done(call);
    };
  });
}

/** Watches from before the first script: long tasks, shifts, and when what is looked for is there, every frame. */
const WATCH = `{
  window.bench = { tasks: [], shift: 0, there: 0 };
  new PerformanceObserver((list) => bench.tasks.push(...list.getEntries().map((e) => [e.startTime, e.duration]))).observe({ type: 'longtask', buffered: true });
  new PerformanceObserver((list) => { for (const e of list.getEntries()) bench.shift += e.value; }).observe({ type: 'layout-shift', buffered: true });
}`;

class Page {
  constructor(call, close) {
    this.call = call;
    this.close = close;
  }

  /** CPU four times as slow, and a phone's connection. */
  async slow(network = true) {
    await this.call('Emulation.setCPUThrottlingRate', { rate: 4 });
    if (network) await this.call('Network.emulateNetworkConditions', { offline: false, latency: 150, downloadThroughput: 200_000, uploadThroughput: 94_000 });
  }

  /** Loads a page, and waits until `visible` holds in it; answers with the moment, on the page's clock. */
  async open(url, visible, before = '') {
    const look = visible && `{ const look = () => { try { if (${visible}) return (bench.there = performance.now()); } catch {} requestAnimationFrame(look); }; requestAnimationFrame(look); }`;
    await this.call('Page.addScriptToEvaluateOnNewDocument', { source: `${before};${WATCH};${look}` });
    await this.call('Page.navigate', { url });
    await this.wait(`document.readyState === 'complete' && ${visible ? 'bench.there' : 'performance.getEntriesByName("first-contentful-paint").length'}`);
    return this.eval('bench.there');
  }

  async eval(expression) {
    const { result, exceptionDetails } = await this.call('Runtime.evaluate', { expression, returnByValue: true, awaitPromise: true, userGesture: true });
    if (exceptionDetails) throw new Error(`${expression}: ${exceptionDetails.exception?.description ?? exceptionDetails.text}`);
    return result.value;
  }

  async wait(expression, seconds = 60) {
    for (let left = seconds * 50; left > 0; left--) {
      const found = await this.eval(`(() => { try { return !!(${expression}); } catch { return false; } })()`).catch(() => false);
      if (found) return;
      await sleep(20);
    }
    throw new Error(`never true: ${expression}`);
  }

  /**
   * Milliseconds of each task of the page's own thread that took more than `least`, while `work` ran: of that thread's time, so
   * that other programs of a busy machine do not count.
   */
  async tasks(least, work) {
    await this.call('Tracing.start', { transferMode: 'ReturnAsStream', traceConfig: { includedCategories: ['toplevel', '__metadata'], excludedCategories: ['*'] } });
    await work();
    const complete = this.call.traced();
    await this.call('Tracing.end');
    const handle = await complete;
    let text = '';
    for (let eof = false; !eof; ) {
      const part = await this.call('IO.read', { handle });
      text += part.base64Encoded ? Buffer.from(part.data, 'base64').toString() : part.data;
      eof = part.eof;
    }
    const events = JSON.parse(text).traceEvents;
    const mains = new Set(events.filter((e) => e.name === 'thread_name' && e.args.name === 'CrRendererMain').map((e) => `${e.pid} ${e.tid}`));
    return events.filter((e) => /RunTask$/.test(e.name) && mains.has(`${e.pid} ${e.tid}`)).map((e) => Math.round((e.tdur ?? e.dur) / 1000)).filter((ms) => ms > least);
  }

  /** Bytes of JavaScript objects alive. */
  async heap() {
    for (let i = 0; i < 3; i++) await this.call('HeapProfiler.collectGarbage');
    return (await this.call('Runtime.getHeapUsage')).usedSize;
  }
}
