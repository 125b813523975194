// Stage one, pasted into a stranger's page. It draws launcher and human button, keeps what the visitor does until the
// Leptos app is there to do it, and reaches a person without it. Nothing is stored and nothing else is requested
// before the visitor acts.
//
// The contract with the Wasm half (widget/src/shell.rs): it exports `start(host)`, called once, and `act(what)`, called
// with "out" (there are new commands in the list of unsent ones), "open", "close" or "token" (another tab began).

import { base, brand, chat, lang, other, page, tag, words } from "./config.js";
import { h } from "./dom.js";
import { add, keep, key, read, token, unsent, write } from "./keep.js";
import { form, tell } from "./plain.js";
import { draw } from "./shell.js";
import { report, watch } from "./watch.js";

const embed = () => {
  let app;             // the exports of the Wasm half, while it runs
  let loading;
  let plain;           // the plain form, once it had to take over
  let crashes = 0;
  let stop;            // ends every listener of an instance of the Wasm half

  const call = (what) => {
    try {
      app?.act(what);
    } catch (e) {
      failed(e);
    }
  };
  const give = (command) => {
    add(command);
    if (app) call("out");
    else if (!plain) shell.echo();
  };
  // Without the Wasm half: a person is asked for, and the number shown.
  const ask = () => {
    const note = plain ? plain.firstChild : h("p", { class: "note", role: "status" });
    tell(note).then(() => app || plain || shell.body.append(note));
  };
  const person = () => {
    give({ person: {} });
    shell.show(1);
    // A press is honored after 1.5 s at the latest, whatever has become of the Wasm half.
    if (plain) ask();
    else setTimeout(() => app || plain || ask(), 1500);
  };

  const load = async () => {
    if (loading) return;
    loading = setTimeout(() => failed("slow"), 20000);
    stop = new AbortController();
    try {
      // Both at once. A module that is asked for again after a crash must be a new one.
      const [module_or_path, js] = await Promise.all([fetch(base + chat + ".wasm"), import(base + chat + ".js?" + crashes)]);
      await js.default({ module_or_path });
      if (plain) return;
      app = js;
      js.start({
        base, lang, words, brand, root: shell.root, signal: stop.signal,
        read, write, token, key, style: shell.style, page: report,
        unread: (n) => (shell.launcher.dataset.unread = n || ""),
      });
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
    const again = app && !crashes++;
    app = loading = 0;
    if (again) {
      shell.echo();
      return load();
    }
    // What was said and never sent becomes the text of the form.
    const said = unsent().filter((c) => c.do.say).map((c) => c.do.say.text);
    const rest = unsent().filter((c) => c.do.person);
    keep(rest);
    plain = form([...said, shell.input.value].join("\n").trim());
    shell.panel.className = "plain";
    shell.body.replaceChildren(plain);
    if (rest[0]) ask();
  };

  const shell = draw(person, (text) => give({ say: { text } }), (on) => {
    if (!plain) load();
    call(on ? "open" : "close");
  });
  watch((trap) => app && failed(trap));
  // Another tab began the conversation.
  addEventListener("storage", () => read("") && call("token"));

  // A child of <html>, not of <body>: page libraries replace bodies. Removed all the same, it comes back, a few times.
  let times = 9;
  const place = () => shell.host.isConnected || (times-- > 0 && page.append(shell.host));
  place();
  new MutationObserver(place).observe(page, { childList: true });
  if (read(":open", 1)) shell.show(1);

  window.Baton = {
    open: () => shell.show(1),
    close: () => shell.show(0),
    person,
    // Empty: signed out. Nobody said anything yet, and signed out, are not the same.
    identify: (proof) => (write(":identity", proof || "-", 1), call("who")),
  };
};

// Pasted twice, there is one. A module does not know its tag, so it finds it where its API will be.
if (!window.Baton?.open)
  if (other) {
    window.Baton = tag;
    import(base + `/embed.${other}.js`).catch(embed);
  } else embed();
