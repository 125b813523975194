// What stands between workerd and our Rust module, so that no failure inside Wasm leaves anyone waiting.
//
// A Rust panic needs nothing of this: the module is built with unwinding, so a panic fails one request and the rest
// lives on. Three things remain that the module cannot see from inside:
//   - a trap (out of memory, stack overflow) leaves the promise of its request pending for ever;
//   - an execution that the runtime ends inside Wasm leaves the executor marked as running, and every later request
//     of the isolate would hang (workerd #7276);
//   - after either, the module has a new instance, and objects made by the old one must be made again.
// In all three the requests in flight fail at once, and the next one finds a working instance.

import { DurableObject, WorkerEntrypoint } from 'cloudflare:workers';

// Readable from any page, or the widget would see a network error where we have a reason to give. Of the cause, nothing.
const sorry = (cause) => {
  console.error(cause);
  const headers = { 'access-control-allow-origin': '*', 'cache-control': 'no-store' };
  return Response.json({ code: 'internal', text: 'something failed on our side; try again' }, { status: 500, headers });
};

// Takes the module wasm-bindgen wrote. `mapEnv` adds to the environment each Rust object is given.
export function guard(rust, mapEnv = (env) => env) {
  const state = rust.__worker_init_state(); // its `instanceId` grows with every new instance
  const inFlight = new Set(); // the `reject` of each call under way
  let probes = 0;
  let expected = 0; // the probe that must have run by the next one; 0 after a new instance
  let instance = state.instanceId;

  const failAll = (why) => {
    const rejects = [...inFlight];
    inFlight.clear();
    for (const reject of rejects) reject(new Error(why));
  };

  const renew = (why) => {
    console.error(`wasm: ${why}; starting a new instance`);
    rust.__wbg_reset_state();
    instance = state.instanceId;
    expected = 0;
    failAll(why);
  };

  addEventListener('error', (event) => {
    const message = String(event.error?.message ?? event.message);
    if (event.error instanceof WebAssembly.RuntimeError) failAll(`wasm trap: ${message}`);
    else if (message.startsWith('closure invoked recursively')) renew('executor wedged');
  });

  // Before every call: has the future of the last probe run? It had a whole turn of the event loop for it.
  const probe = () => {
    const number = ++probes;
    const done = rust.__probe(number); // may itself bring up a new instance, after a trap
    const fresh = state.instanceId !== instance || expected === 0;
    if (!fresh && done !== expected) {
      renew('executor wedged');
      rust.__probe(number);
    }
    instance = state.instanceId;
    expected = number;
  };

  // A promise of its own per call, so that rejecting it does not reach into another request's context.
  const run = (call) =>
    new Promise((resolve, reject) => {
      probe();
      inFlight.add(reject);
      (async () => call())().then(resolve, reject).finally(() => inFlight.delete(reject));
    });

  // A Durable Object class around a Rust one: a real subclass, which RPC and the test harness insist on.
  const durable = (Rust) => {
    class Guarded extends DurableObject {
      constructor(ctx, env) {
        super(ctx, env);
        probe();
        this.make = () => {
          this.rust = new Rust(ctx, mapEnv(env));
          this.madeBy = state.instanceId;
        };
        this.make();
      }
    }
    for (const name of ['fetch', 'alarm', 'webSocketMessage', 'webSocketClose', 'webSocketError']) {
      if (!Rust.prototype[name]) continue;
      Guarded.prototype[name] = function (...args) {
        return run(() => {
          if (this.madeBy !== state.instanceId) this.make(); // its memory went with the old instance; its storage did not
          return this.rust[name](...args);
        });
      };
    }
    return Guarded;
  };

  class Entry extends WorkerEntrypoint {}
  for (const name of ['fetch', 'scheduled', 'queue', 'email']) {
    if (!rust[name]) continue;
    Entry.prototype[name] = function (event) {
      const done = run(() => rust[name](event, mapEnv(this.env), this.ctx));
      return name === 'fetch' ? done.catch(sorry) : done; // a failed alarm or queue is tried again; a request is answered
    };
  }

  return { durable, Entry };
}
