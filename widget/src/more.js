// The second part of the chat (widget/embed/more.js): loaded when something of it is used for the first time, by most
// visitors never. Here is only what must be there before: how it is loaded, and the ways a file comes in.

let loaded;
// Calls `what` of it. Not loaded, it is tried again the next time.
export const more = (host, what, arg, words, tell) => {
  loaded = loaded || import(host.base + "/w/more.js");
  loaded.then(
    (part) => part[what]({ ...host, words: JSON.parse(words), tell }, arg),
    () => {
      loaded = 0;
      tell("lost", "");
    },
  );
};

const CLIP = "M8 12.5l6.5-6.5a3 3 0 0 1 4.5 4.5L10.5 19a5 5 0 0 1-7-7L12 3.5";

// The file button, pasting and dropping. A new instance after a crash puts its own in the place of the old.
export const files = (host, label, kinds, take) => {
  const make = (name, space = "1999/xhtml") => document.createElementNS("http://www.w3.org/" + space, name);
  const [write, panel] = ["write", "panel"].map((id) => host.root.getElementById(id));
  const on = (place, event, then) => place.addEventListener(event, then, { signal: host.signal });
  const given = (event, list) => {
    if (list && list.length) {
      event.preventDefault();
      take([...list]);
    }
  };
  const old = host.root.getElementById("attach");
  if (old) old.parentNode.remove();
  const button = make("label");
  button.className = "attach";
  const input = make("input");
  const svg = make("svg", "2000/svg");
  const path = make("path", "2000/svg");
  const set = (element, all) => Object.entries(all).forEach(([name, value]) => element.setAttribute(name, value));
  set(input, { id: "attach", type: "file", multiple: "", accept: kinds, "aria-label": label, title: label });
  set(svg, { viewBox: "0 0 24 24", "aria-hidden": "true" });
  set(path, { d: CLIP });
  svg.append(path);
  button.append(input, svg);
  write.prepend(button);
  on(input, "change", (event) => {
    given(event, input.files);
    input.value = "";
  });
  // What was copied from a document comes as words and as a picture of them.
  on(panel, "paste", (e) => e.clipboardData.getData("text/plain") || given(e, e.clipboardData.files));
  on(panel, "dragover", (e) => e.dataTransfer.types.includes("Files") && e.preventDefault());
  on(panel, "drop", (e) => given(e, e.dataTransfer.files));
};
