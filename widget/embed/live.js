// What is needed only while the team has the conversation, so it is loaded only then (/w/live.js): the person's picture
// in the place of the first letter of their name, telling them that the visitor writes, and telling the visitor, who switched
// that on (more.js), that they replied.
//
// A picture comes from the Worker by fetch and is drawn on a canvas: whatever a page's policy says about pictures, none
// has to be allowed for us. Where it does not come, the letter stays.

import { ring } from "./ring.js";

const CSS =
  ".human-face canvas{display:block;width:100%;height:100%;border-radius:inherit}#reference,.whole{white-space:nowrap}";
// As often as the team is told, in milliseconds.
const AGAIN = 3000;
const SIDE = 96;

export default (host) => {
  const { root, base, signal } = host;
  const pictures = {};
  const picture = (path) =>
    (pictures[path] ||= fetch(base + path)
      .then((answer) => (answer.ok ? answer.blob() : Promise.reject()))
      .then(createImageBitmap));

  // The middle of it, as large as it goes.
  const draw = (face, path) => {
    if (face.dataset.drawn == path) return;
    face.dataset.drawn = path;
    picture(path).then((bitmap) => {
      const canvas = document.createElement("canvas");
      canvas.width = canvas.height = SIDE;
      const { width, height } = bitmap;
      const side = Math.min(width, height);
      const from = [(width - side) / 2, (height - side) / 2, side, side];
      canvas.getContext("2d").drawImage(bitmap, ...from, 0, 0, SIDE, SIDE);
      face.replaceChildren(canvas);
    }, () => {});
  };
  const look = () => {
    const faces = [...root.querySelectorAll("[data-picture]")];
    for (const face of faces) draw(face, face.dataset.picture);
    // Whoever spoke last is who stands in the head.
    const head = root.querySelector("#who .human-face");
    const last = faces.pop();
    if (head && last) draw(head, last.dataset.picture);
  };

  // The number of a request is one word, whatever the width: lines do not break at its hyphens, and it is copied as it is.
  const whole = () => {
    const number = /[0-9A-Z]{3}-[0-9A-Z]{3}-\d+/;
    for (const place of root.querySelectorAll("#log :is([data-by=handed-over],[data-by=notice]):not([data-whole])")) {
      const walker = document.createTreeWalker(place, 4);
      for (let node; (node = walker.nextNode()); ) {
        const found = number.exec(node.data);
        if (!found) continue;
        const rest = node.splitText(found.index);
        const word = document.createElement("span");
        word.className = "whole";
        rest.splitText(found[0].length);
        rest.replaceWith(word);
        word.append(rest);
        place.dataset.whole = ""; // not before: the words may come later than their place
        break;
      }
    }
  };
  // What a person said last. Its key has how much was said before, so that the same words twice are two messages, and of the words
  // only a number: it is kept in the browser.
  const newest = () => {
    const all = root.querySelectorAll("#log [data-by=person]");
    const last = all[all.length - 1];
    const of = (what) => last?.querySelector(what)?.textContent.trim() || "";
    let hash = 0;
    for (const c of of(".bubble")) hash = (hash * 31 + c.codePointAt()) | 0;
    return { key: all.length + ":" + hash, name: of(".by"), text: of(".text") || of(".title") };
  };
  // A page that was opened out of sight tells nothing before it was seen once: what is there by then is not new.
  let seen = document.hidden ? 0 : newest().key;
  const glance = () => {
    const { key, name, text } = newest();
    const before = seen;
    if (before || !document.hidden) seen = key;
    if (!before || key == before || !name) return;
    // Of several tabs one speaks, and none if one is looked at: that one is faster, and says nothing.
    setTimeout(() => once(key, () => document.hidden && host.read(":notify") && tell(name, text)), document.hidden ? 300 : 0);
  };
  const once = (key, then) => {
    const run = () => {
      if (host.read(":told") == key) return;
      host.write(":told", key);
      then();
    };
    if (navigator.locks) navigator.locks.request("baton:told", run);
    else run();
  };
  const tell = (name, text) => {
    const on = host.read(":notify");
    if (on.includes("s")) ring();
    if (!on.includes("n") || window.Notification?.permission != "granted") return;
    try {
      // What was removed from the words for being secret is not hinted at either.
      const body = /\[[^\]]+\]|…/.test(text) ? "" : text.slice(0, 120);
      const notice = new Notification(name, { body, tag: "baton" + base, renotify: true });
      notice.onclick = () => {
        focus();
        window.Baton.open();
        notice.close();
      };
    } catch {} // a phone, where only a service worker may
  };
  document.addEventListener("visibilitychange", glance, { signal });

  const watcher = new MutationObserver(() => (look(), whole(), glance()));
  watcher.observe(root, { childList: true, subtree: true });
  signal.addEventListener("abort", () => watcher.disconnect());
  host.style(CSS);
  look();
  whole();
  glance();

  let told = 0;
  const composer = root.getElementById("composer");
  composer.addEventListener("input", () => {
    const now = Date.now();
    const person = root.getElementById("panel").dataset.speaker == "person";
    if (!person || !composer.value.trim() || now - told < AGAIN) return;
    told = now;
    // Not worth a second try.
    fetch(base + "/api/typing", { method: "POST", body: JSON.stringify({ v: 1, token: host.token() }) }).catch(() => {});
  }, { signal });
};
