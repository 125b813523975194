// What is drawn on the page: launcher, human button, panel, composer. All of it works before, and without, Wasm.
//
// Ids, in the open shadow root, for tests: bar, human, launcher; panel, who, close, body, composer, send, ask; form.

import { HOST, brand, lang, words } from "./config.js";
import { CHAT, CLOSE, PERSON, UP, h, icon } from "./dom.js";
import { read, unsent, write } from "./keep.js";
import css from "baton-css";

// `say`: the visitor wrote this; `shown`: the panel was opened or closed.
export const draw = (person, say, shown) => {
  const host = h(HOST, {});
  const root = host.attachShadow({ mode: "open" });
  // Style sheets made by script are no inline styles to a strict policy.
  const style = (text) => {
    const styles = new CSSStyleSheet();
    styles.replaceSync(text);
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, styles];
  };
  style(css);

  const button = (id, path, label, click) => h("button", { id, "aria-label": label, click }, icon(path));
  const human = (id) => h("button", { id, class: "human", click: person }, icon(PERSON), words.human);
  const place = { dir: words.dir || "ltr", lang };

  const launcher = button("launcher", CHAT, words.launcher, () => show(1));
  const bar = h("div", { id: "bar", ...place }, human("human"), launcher);

  const close = button("close", CLOSE, words.close, () => show(0));
  const who = h("div", { id: "who" }, h("span", { class: "face" }, brand[0]), h("div", {}, h("b", {}, brand), h("p", {}, words.title)));
  const body = h("div", { id: "body" });
  const fit = () => {
    input.style.height = 0;
    input.style.height = input.scrollHeight + "px";
  };
  const typed = () => {
    fit();
    write(":draft", input.value, 1);
  };
  const send = (e) => {
    e.preventDefault();
    const text = input.value.trim();
    if (!text) return;
    input.value = "";
    typed();
    say(text);
  };
  const input = h("textarea", {
    id: "composer", rows: 1, dir: "auto", placeholder: words.placeholder,
    input: typed,
    // 229: a key that belongs to an input method, in browsers that do not say isComposing.
    keydown: (e) => e.key == "Enter" && !e.shiftKey && !e.isComposing && e.keyCode != 229 && send(e),
  });
  input.value = read(":draft", 1);
  const panel = h("div", {
    id: "panel", role: "dialog", "aria-label": words.title, hidden: "", ...place,
    keydown: (e) => {
      if (e.key == "Escape") show(0);
      e.stopPropagation(); // the page's shortcuts are not for what is typed here
    },
  }, h("div", { id: "head" }, who, close), body,
    h("form", { id: "write", submit: send }, input, h("button", { id: "send", class: "send", "aria-label": words.send }, icon(UP))),
    h("div", { id: "foot" }, human("ask")));
  root.append(bar, panel);

  const small = matchMedia("(max-width:480px),(max-height:400px)");
  const show = (on) => {
    if (panel.hidden == !on) return;
    // Full screen covers the page, so the page must not take the focus.
    const cover = !!on && small.matches;
    panel.hidden = !on;
    bar.hidden = on;
    panel.setAttribute("aria-modal", cover);
    (document.body || {}).inert = cover; // a script in the head runs before there is a body
    shown(on);
    write(":open", on ? "1" : "", 1);
    if (on) fit();
    (!on ? launcher : cover ? close : input).focus();
  };
  return {
    host, root, panel, body, input, launcher, show, style,
    // Until the Wasm half draws the conversation: what was just said.
    echo: () => body.replaceChildren(...unsent().filter((c) => c.do.say).map((c) => h("p", { class: "mine" }, c.do.say.text))),
  };
};
