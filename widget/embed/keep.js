// What is remembered in this browser: the conversation's token, commands not yet done, a draft, whether the chat is open.
// Nothing is written before the visitor acts. Every access may throw, and then the next place is tried.

import { base } from "./config.js";

const prefix = "baton:" + base.split("//")[1];
const memory = {};

// Runs `use` on the first place that lets it; `here`: of this tab only.
const at = (here, use) => {
  for (const place of [here ? "sessionStorage" : "localStorage", "sessionStorage"])
    try {
      return use(window[place]);
    } catch {}
};

export const read = (key, here) => at(here, (place) => place.getItem(prefix + key)) || memory[key] || "";
// An empty value is as good as none.
export const write = (key, value, here) => {
  memory[key] = value;
  at(here, (place) => {
    place.removeItem(prefix + key); // where there is no room, an old value must not stay
    place.setItem(prefix + key, value);
  });
};

// JSON that no `toJSON` of the page's has a say in: of what is no object, the language does not ask for one.
export const json = (value) =>
  Object(value) !== value ? JSON.stringify(value ?? "")
  : Array.isArray(value) ? `[${value.map(json)}]`
  : `{${Object.keys(value).map((key) => json(key) + ":" + json(value[key]))}}`;

// 43 digits: 142 bits, of which a conversation's id keeps 128.
const random = () => crypto.getRandomValues(new Uint32Array(9)).join("").slice(0, 43);
export const key = () => random().slice(23);

// The conversation's token: made when first needed, the same in all tabs.
export const token = () => read("") || (write("", random()), read(""));

// The commands not known to be done, in order. The Wasm half reads and writes the same list.
export const unsent = () => JSON.parse(read(":out") || "[]");
export const keep = (list) => write(":out", json(list));
export const add = (command) => {
  token();
  keep([...unsent(), { key: key(), do: command }]);
};
