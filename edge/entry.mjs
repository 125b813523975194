// Where workerd enters: names the classes of wrangler.toml and hands the compiled site to Rust as `env.SITE`.

import * as rust from './rust/index.js';
import SITE from './site.json'; // as text (the `rules` of wrangler.toml); Rust parses it once per isolate
import { guard } from './guard.mjs';

const guarded = guard(rust, (env) => ({ ...env, SITE }));

export const Conversation = guarded.durable(rust.Conversation);
export const Desk = guarded.durable(rust.Desk);
export const Releases = guarded.durable(rust.Releases);
export default guarded.Entry;
