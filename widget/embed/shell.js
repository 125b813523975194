// What is drawn on the page: launcher, human button, panel, composer. All of it works before, and without, Wasm.
//
// Ids, in the open shadow root, for tests: bar, human, launcher; panel, who, close, body, write, composer, send, ask.
// life.js says what is to happen; its functions are declared as such, so that they are there before it has run.

import { HOST, base, brand } from "./config.js";
import { CHAT, CLOSE, PERSON, UP, h, icon } from "./dom.js";
import { read, unsent, write } from "./keep.js";
import { person, said, shown } from "./life.js";
import css from "baton-css";

export const host = h(HOST, {});
export const root = host.attachShadow({ mode: "open" });
// Style sheets made by script are no inline styles to a strict policy.
export const style = (text) => {
  const styles = new CSSStyleSheet();
  styles.replaceSync(owner.night ? text.replaceAll("(prefers-color-scheme:dark)", owner.night) : text);
  root.adoptedStyleSheets.push(styles);
};
style(css);

const button = (id, path, label, click) => h("button", { id, "aria-label": label, click }, icon(path));
const human = (id) => h("button", { id, class: "human", click: person }, icon(PERSON), words.human);
const place = { dir: words.dir, lang: __LANG__ };

const launcher = button("launcher", CHAT, owner.label || words.launcher, () => show(1));
if (owner.label) launcher.append(owner.label);
let opener = launcher;
const bar = h("div", { id: "bar", ...place }, human("human"), launcher);

const close = button("close", CLOSE, words.close, () => show());
const who = h("div", { id: "who" }, h("span", { class: "face" }, brand[0]), h("b", {}, brand));
export const body = h("div", { id: "body" });
export const foot = h("div", { id: "foot" }, human("ask"));

// The composer is as high as what is in it, and a draft survives a reload.
const fit = () => {
  input.style.height = 0;
  input.style.height = input.scrollHeight + "px";
};
const typed = () => {
  fit();
  write(":draft", input.value, 1);
};
export const put = (text) => {
  input.value = text;
  typed();
};
const send = (e) => {
  const text = input.value.trim();
  if (!text || !said(text)) e.preventDefault();
};
export const input = h("textarea", {
  id: "composer", name: "text", rows: 1, dir: "auto", placeholder: words.placeholder,
  input: typed,
  // The Enter of an input method is no 13 but 229, in every browser.
  keydown: (e) => e.keyCode == 13 && !e.shiftKey && send(e),
});
input.value = read(":draft", 1);
const panel = h("div", {
  id: "panel", role: "dialog", "aria-label": words.title, hidden: "", ...place,
  keydown: (e) => {
    if (e.keyCode == 27) show(); // Escape
    e.stopPropagation(); // the page's shortcuts are not for what is typed here
  },
}, h("div", { id: "head" }, who, close), body,
  h("form", { id: "write", method: "post", action: `${base}/person?lang=${__LANG__}`, target: "_blank", submit: send },
    input, h("button", { id: "send", class: "send", "aria-label": words.send }, icon(UP))),
  foot);
root.append(bar, panel);

export const show = (on) => {
  if (panel.hidden == !on) return;
  panel.hidden = !on;
  bar.hidden = on;
  // Full screen covers the page, so the page must not take the focus.
  const cover = !!on && panel.offsetLeft < 1;
  panel.setAttribute("aria-modal", cover);
  (document.body || {}).inert = cover; // a script in the head runs before there is a body
  shown(on);
  write(":open", on || "", 1);
  if (on) fit();
  (!on ? opener : cover ? close : input).focus();
};

// The owner's own buttons, in place of our launcher; the human button is always ours, and always there.
if (owner.own) {
  addEventListener("click", (e) => {
    const pressed = e.target.closest?.("[data-baton-open],[data-baton-person]");
    if (!pressed) return;
    opener = pressed;
    e.preventDefault();
    if (pressed.matches("[data-baton-open]")) show(1);
    else person();
  });
}

// Until the Wasm half draws the conversation: what was just said.
export const echo = () =>
  body.replaceChildren(...unsent().filter((c) => c.do.say).map((c) => h("p", { class: "mine" }, c.do.say.text)));
