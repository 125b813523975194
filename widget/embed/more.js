// The second part of the chat: what few visitors need. Loaded when it is first used (widget/src/more.js), and drawn into the
// same panel.
//
// Each export is called with `chat`, which is what embed.js lends to the chat (root, base, token, key, signal …) with `words`
// (the Worker's welcome) and `tell(what, text)`, the way back: "announce" reads aloud, "want" is a command as JSON, "reply"
// the body of an answer of the Worker's. No innerHTML and no styles written inline: pages forbid both.

import css from "baton-more-css";
import { ring } from "./ring.js";

let styled;

const h = (name, attributes = {}, ...children) => {
  const element = document.createElementNS("http://www.w3.org/1999/xhtml", name);
  for (const [key, value] of Object.entries(attributes))
    if (typeof value == "function") element.addEventListener(key, value);
    else element.setAttribute(key, value);
  element.append(...children);
  return element;
};

const by = (chat, id) => chat.root.getElementById(id);
const word = (chat, key, gaps = {}) =>
  Object.entries(gaps).reduce((text, [gap, value]) => text.replace(`{${gap}}`, value), chat.words.words?.[key] || key);
const composer = (chat) => by(chat, "composer").focus();

const style = (chat) => {
  if (styled != chat.root) chat.style(css);
  styled = chat.root;
};

// Something of ours at the end of the log, in view; only one of a kind.
const show = (chat, id, ...children) => {
  style(chat);
  by(chat, id)?.remove();
  const card = h("div", { id, class: "card", dir: "auto" }, h("div", {}, ...children));
  by(chat, "log").parentNode.append(card);
  const body = by(chat, "body");
  body.scrollTop = body.scrollHeight;
  return card;
};

// The page as it would be sent now. Nothing of it is sent by looking.
export const see = (chat, json) => {
  const page = JSON.parse(json);
  const rows = [
    ["see-page", [page.url, page.title]],
    ["see-errors", [...(page.errors || []), ...(page.script_errors || [])]],
    ["see-selection", [page.selection]],
    ["see-trail", page.trail || []],
  ].map(([label, values]) => [label, values.filter(Boolean)]);
  const hide = h("button", { id: "unsee", class: "choice", type: "button", click: () => (card.remove(), composer(chat)) }, word(chat, "close"));
  const card = show(
    chat, "seen",
    h("span", { class: "name" }, word(chat, "see")),
    h("span", { class: "soft" }, word(chat, "see-intro")),
    ...rows.filter(([, values]) => values.length).map(([label, values]) =>
      h("div", { class: "seen" }, h("span", { class: "soft" }, word(chat, label)),
        ...values.map((value) => h("span", { class: "line", dir: "auto" }, value)))),
    hide,
  );
  hide.focus();
};

// What happens when a person replies while the page is out of sight (live.js): nothing, until it is switched on here. Kept in this browser as
// the letters of what is on. The browser is asked for leave when notifications are switched on, and not before.
export const notify = (chat) => {
  const on = (letter) => chat.read(":notify").includes(letter);
  const told = h("span", { class: "soft", role: "alert" });
  const lever = (letter, label, allowed) => {
    const button = h("button", { id: "notify-" + label, class: "lever", type: "button", role: "switch", "aria-checked": on(letter), click: async () => {
      told.textContent = "";
      if (!on(letter) && !(await allowed())) return void (told.textContent = word(chat, "notify-denied"));
      const rest = chat.read(":notify").replace(letter, "");
      chat.write(":notify", on(letter) ? rest : rest + letter);
      button.setAttribute("aria-checked", on(letter));
    } }, h("span", {}, word(chat, "notify-" + label)), h("i", { "aria-hidden": "true" }));
    return button;
  };
  const levers = [lever("s", "sound", async () => (ring(), 1))];
  if (window.Notification) levers.unshift(lever("n", "show", async () => (await Notification.requestPermission()) == "granted"));
  const card = show(
    chat, "notices",
    h("span", { class: "name" }, word(chat, "notify")),
    h("span", { class: "soft" }, word(chat, "notify-when")),
    ...levers, told,
    h("button", { id: "noticed", class: "choice", type: "button", click: () => (card.remove(), composer(chat)) }, word(chat, "close")),
  );
  levers[0].focus();
};

// The conversation as a text, into the visitor's downloads. A `data:` address asks no policy and no server.
export const save = (_, text) =>
  h("a", { href: "data:text/plain;charset=utf-8," + encodeURIComponent(text), download: "conversation.txt" }).click();

// How it was, in a place of the log. The number goes at once; words may follow it.
export const survey = (chat, place) => {
  style(chat);
  const { survey, name } = place.dataset;
  const say = (score, note = "") => chat.tell("want", JSON.stringify({ score: { survey: +survey, score, note } }));
  const done = () => {
    place.replaceChildren(h("span", { class: "soft", dir: "auto" }, word(chat, "thanks")));
    composer(chat);
  };
  const title = name ? word(chat, "survey-person", { name }) : word(chat, "survey-assistant");
  const [low, high] = [word(chat, "survey-1"), word(chat, "survey-5")];
  const label = (n) => (n == 1 ? `1, ${low}` : n == 5 ? `5, ${high}` : `${n} / 5`);
  const rate = (score) => {
    say(score);
    const field = h("textarea", { rows: 2, maxlength: 900, dir: "auto", "aria-label": word(chat, "survey-note"), placeholder: word(chat, "survey-note") });
    const form = h("form", {
      class: "leave",
      submit: (event) => {
        event.preventDefault();
        if (field.value.trim()) say(score, field.value.trim());
        done();
      },
    }, field, h("button", { class: "send" }, word(chat, "way-confirm")), h("button", { class: "choice", type: "button", click: done }, word(chat, "survey-skip")));
    place.replaceChildren(h("div", {}, h("span", { class: "name", dir: "auto" }, word(chat, "thanks")), form));
    field.focus();
  };
  place.replaceChildren(
    h("div", { role: "group", "aria-label": title },
      h("span", { class: "name", dir: "auto" }, title),
      h("div", { class: "scores" }, ...[1, 2, 3, 4, 5].map((n) =>
        h("button", { type: "button", class: "score", "aria-label": label(n), title: label(n), click: () => rate(n) }, n))),
      h("div", { class: "ends soft", "aria-hidden": "true" }, h("span", {}, low), h("span", {}, high)),
      h("button", { class: "link skip", type: "button", click: () => (say(0), done()) }, word(chat, "survey-skip"))),
  );
  chat.tell("announce", title);
};

const MB = 1048576;
const size = (bytes) => (bytes < MB ? Math.ceil(bytes / 1024) + " kB" : (bytes / MB).toFixed(1) + " MB");

const wait = (ms) => new Promise((then) => setTimeout(then, ms));
// Until the network is there again, or a while.
const online = (ms) => Promise.race([wait(ms), new Promise((then) => addEventListener("online", then, { once: true }))]);

// One try: the status and the body; 0 where no answer came. A request made by hand, because fetch tells no progress.
const post = (chat, { file, key, name }, progress, started) =>
  new Promise((then) => {
    const request = new XMLHttpRequest();
    request.open("POST", chat.base + "/api/file?lang=" + chat.lang);
    request.setRequestHeader("authorization", "Bearer " + chat.token());
    request.setRequestHeader("x-baton-key", key);
    request.setRequestHeader("x-baton-name", encodeURIComponent(name));
    request.upload.onprogress = (event) => progress(event.loaded / event.total);
    request.onload = () => then([request.status, request.responseText]);
    request.onerror = request.onabort = request.ontimeout = () => then([0, ""]);
    request.timeout = 120000;
    request.send(file);
    started(request);
  });

// Sends files one after another. Each has one key over all tries, so it is there once however often it is sent.
let line = Promise.resolve();
export const attach = (chat, list) => {
  style(chat);
  let tray = by(chat, "files");
  if (!tray) {
    tray = h("div", { id: "files", role: "group", "aria-label": word(chat, "attach") });
    by(chat, "write").before(tray);
  }
  const { kinds, bytes } = chat.words.files;
  for (const file of list) {
    const name = file.name || "image";
    const note = h("span", { class: "soft", role: "status", dir: "auto" });
    const bar = h("progress", { max: 1, value: 0, "aria-label": name });
    let gone, request;
    const stop = () => {
      gone = 1;
      request?.abort();
      row.remove();
      composer(chat);
    };
    const button = (id, label, click) => h("button", { class: "link " + id, type: "button", click }, label);
    const row = h("div", { class: "sending" }, h("span", { class: "title", dir: "auto" }, name), bar, note, button("remove", word(chat, "attach-remove"), stop));
    const refuse = (text) => {
      bar.remove();
      row.classList.add("refused");
      note.setAttribute("role", "alert");
      note.textContent = text;
    };
    tray.append(row);
    const body = by(chat, "body");
    body.scrollTop = body.scrollHeight;
    // Some systems name no type: then the Worker looks, which it does in any case.
    if (file.type && !kinds.includes(file.type)) {
      const known = kinds.map((kind) => kind.split("/")[1].toUpperCase()).join(", ");
      refuse(word(chat, "attach-kind", { kinds: known }));
      continue;
    }
    if (file.size > bytes) {
      refuse(word(chat, "attach-large", { size: size(bytes) }));
      continue;
    }
    const key = chat.key();
    const send = async () => {
      for (let tries = 0; !gone; tries++) {
        const [status, text] = await post(chat, { file, key, name }, (share) => (bar.value = share), (sent) => (request = sent));
        if (gone) return;
        if (status == 200) {
          row.remove();
          chat.tell("reply", text);
          return;
        }
        const trouble = /"code":"([\w-]+)"/.exec(text)?.[1];
        if (status && status < 500 && status != 429) {
          const told = { "too-large": "attach-large", invalid: "attach-kind", full: "attach-full" }[trouble] || "attach-failed";
          refuse(word(chat, told, { size: size(bytes), kinds: kinds.map((kind) => kind.split("/")[1].toUpperCase()).join(", ") }));
          return;
        }
        note.textContent = word(chat, "attach-waiting");
        bar.value = 0;
        await online(Math.min(30000, 1000 * 2 ** tries));
      }
    };
    line = line.then(send, send);
  }
};
