// The life of the Wasm half: what the visitor does is kept until it is there to do it; when it traps it gets another
// instance, and when it cannot live here, the plain form takes over.
//
// The contract with it (widget/src/shell.rs): it exports `start(host)`, called once, and `act(what)`, called with "out"
// (there are new commands in the list of unsent ones), "open", "close", "who" or "token" (another tab may have begun, or left).

import { base, brand, chat } from "./config.js";
import { h } from "./dom.js";
import { prefetch } from "./early.js";
import { add, json, keep, key, read, token, unsent, write } from "./keep.js";
import { note, refused, tell } from "./plain.js";
import { body, echo, foot, host, input, put, root, show, style } from "./shell.js";
import { report, watch } from "./watch.js";

let app;             // the exports of the Wasm half, while it runs
let loading;
let plain;           // the plain form had to take over
let crashes = 0;
let stop;            // ends every listener of an instance of the Wasm half
const email = h("input", { type: "email", name: "email", form: "write" });

export const call = (what) => {
  try {
    app?.act(what);
  } catch (e) {
    failed(e);
  }
};
export const give = (command) => {
  add(command);
  if (app) call("out");
  else if (!plain) echo();
};
// Without the Wasm half: a person is asked for, and the number shown.
const ask = () => tell().then(() => app || plain || body.append(note));
// The human button was pressed.
export function person() {
  give({ person: {} });
  show(1);
  // A press is honored after 1.5 s at the latest, whatever has become of the Wasm half.
  if (plain) ask();
  else setTimeout(() => app || plain || ask(), 1500);
}
// The visitor wrote this. True: nothing is left but to let the browser send the form.
export function said(text) {
  if (!plain) {
    put("");
    give({ say: { text } });
  } else if (!refused) {
    // Not once more beside a try of it that failed.
    keep(unsent().filter((c) => !c.do.person?.contact));
    add({ person: { text, contact: { email: email.value } } });
    tell().then((done) => (done ? put("") : refused && input.form.submit()));
  } else return 1;
}
// The panel was opened or closed.
export function shown(on) {
  if (!plain) load();
  call(on ? "open" : "close");
}

// Both parts at once. A module that is asked for again after a crash must be a new one.
export const parts = () => Promise.all([fetch(base + chat + ".wasm"), import(base + chat + ".js?" + crashes)]);
// Where there is help to offer, the file with it sees to this.
if (owner.prefetch && !owner.help) prefetch(host, parts);

const load = async () => {
  if (loading) return;
  loading = setTimeout(() => failed("slow"), 20000);
  stop = new AbortController();
  try {
    const [module_or_path, js] = await parts();
    await js.default({ module_or_path });
    if (plain) return;
    app = js;
    js.start({ base, lang: __LANG__, brand, root, signal: stop.signal, read, write, token, key, style, json, page: report });
  } catch (e) {
    failed(e);
  }
  clearTimeout(loading);
};
// Trapped once, the Wasm half gets another instance. Trapped again, or not even started, it gives way to the plain form.
const failed = (why) => {
  console.error("baton", why);
  if (plain) return;
  stop.abort();
  plain = !app || crashes++;
  app = loading = 0;
  if (!plain) {
    echo();
    return load();
  }
  // What was said and never sent becomes the text of the form.
  put([...unsent().map((c) => c.do.say?.text), input.value].join("\n").trim());
  const rest = unsent().filter((c) => c.do.person);
  keep(rest);
  note.textContent = words.chatUnavailable;
  foot.textContent = "";
  // With these the composer's form is that of `POST /person`, which needs no script.
  body.replaceChildren(note,
    h("label", {}, words.formEmail, email), h("input", { type: "hidden", name: "token", value: token(), form: "write" }));
  if (rest[0]) ask();
};

watch((trap) => app && failed(trap));
// Another tab may have begun the conversation, or left it.
addEventListener("storage", () => call("token"));
