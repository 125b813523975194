// What the page tells before the Wasm half is there: script errors, the selection, the way here.
// Only remembered; it is sent with a message, and `data-baton-private` on an element keeps it out.

import { HOST, chat, tag } from "./config.js";

const errors = [];
const trail = [];
let selection = "";

const open = (node) => node && !(node.closest ? node : node.parentElement).closest("[data-baton-private]");

// The newest six.
const push = (list, item) => list.push(item) > 6 && list.shift();
// Long opaque parts of a path are tokens more often than names; query and fragment are never read.
const path = () => location.pathname.replace(/[^/-]{32,}/g, "…");
const walk = () => trail[trail.length - 1] == path() || push(trail, path());

// Errors of our own are not the page's; a trap of the Wasm half's comes out here.
export const watch = (trapped) => {
  const caught = ({ message, filename, lineno, reason, error = reason }) =>
    [chat, tag.src].some((file) => error?.stack?.includes(file))
      ? error.name == "RuntimeError" && trapped(error)
      : push(errors, message ? `${message} (${filename.split("?")[0]}:${lineno})` : String(reason ?? ""));
  addEventListener("error", caught);
  addEventListener("unhandledrejection", caught);
};

// A selection is gone as soon as our composer has the focus: take it when the finger comes down.
addEventListener("pointerdown", (e) => {
  walk();
  const now = getSelection();
  const text = open(now.anchorNode) ? String(now).slice(0, 300) : "";
  if (text || e.target.localName != HOST) selection = text;
}, true);
walk();

// `shared::page::Page`, as far as plain JS goes; widget/src/page.js adds the rest, and reads errors better than it is done here,
// where we are `alone`.
export const report = (alone) => {
  walk();
  const page = open(document.body) ? {
    url: location.origin + path(),
    title: document.title,
    errors: alone && [...document.querySelectorAll("[role=alert]")].filter(open).map((e) => e.innerText),
    script_errors: errors,
    selection,
    trail: trail.slice(0, -1),
  } : {};
  // The offer that was taken, where there are any.
  if (owner.help) page.help = window.Baton.help;
  return page;
};
