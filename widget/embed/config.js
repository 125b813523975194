// What the owner decided, where the Worker is, and in which language to speak.
//
// xtask puts in place of the names in capitals what the site step wrote: the brand, a language, its [shell] words (with
// `dir` where it is not ltr), and the address of the Wasm half without `.js` and `.wasm`. There is one file a language;
// `__LANGS__` are those of the site, if it has several, else false. Colors and position are in the style sheet by then
// (look.mjs).

export const brand = __BRAND__, lang = __LANG__, words = __WORDS__, chat = __CHAT__;

// Only a running classic script knows its own tag; where a tag manager made us something else, the page's origin must do.
export const tag = document.currentScript || (__LANGS__ && window.Baton) || { src: location.href };
export const base = new URL(tag.src).origin;
export const page = document.documentElement;

// The file of the page's language, where that is another one and the owner named none: `/embed.js` is the one the browser
// prefers, and only the browser knows the page.
export const other =
  __LANGS__ && __LANGS__.find((l) => l != lang && l == page.lang.toLowerCase().split("-")[0] && /embed\.js$/.test(tag.src));

// Our one element on the page.
export const HOST = "baton-chat";
