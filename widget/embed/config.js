// What the owner decided, where the Worker is, and in which language to speak.
//
// xtask puts in place of `__BATON__` what the site step wrote, {base, brand: {name}, langs: {en: the
// [shell] words, with `dir` where it is not ltr}}, and chat: {js, wasm}. An empty base is the origin this script came from.
// Colors and position are in the style sheet by then (look.mjs).

export const site = __BATON__;

// Only a running classic script knows its own tag; where a tag manager made us something else, the page's origin must do.
export const tag = document.currentScript || { src: location.href };
export const base = site.base || new URL(tag.src).origin;
export const page = document.documentElement;

export const lang = [page.lang, ...navigator.languages, ...Object.keys(site.langs)]
  .map((l) => (l || "").slice(0, 2))
  .find((l) => site.langs[l]);
export const words = site.langs[lang];

// Our one element on the page.
export const HOST = "baton-chat";
