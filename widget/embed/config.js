// What the owner decided, where the Worker is, and in which language to speak.
//
// xtask puts in place of the names in capitals, of every `words.…` and every `owner.…` what the site step wrote: the brand, a
// language, its [shell] words, and the address of the Wasm half without `.js` and `.wasm`. There is one file a language;
// `__OTHERS__` are the other languages of the site, with commas. Colors and the like are in the style sheet by then (look.mjs).
//
// `owner.…` is what few decide, and where it is false, what it is for is left out of the file: a `label` beside the launcher's
// icon; the page has a launcher of its `own`; a media query in place of the one for the `night`; when to `prefetch`; whether there
// is `help` to offer.

export const brand = __BRAND__, chat = __CHAT__;

// Only a running classic script knows its own tag; where a tag manager made us something else, the page's origin must do.
export const tag = document.currentScript || (__OTHERS__ && window.Baton) || { src: location.href };
export const base = new URL(tag.src).origin;
export const page = document.documentElement;

// The language of the page, where that is another one of the site and the owner named none: `/embed.js` is the one the
// browser prefers, and only the browser knows the page.
const spoken = __OTHERS__ && page.lang.toLowerCase().split("-")[0];
export const other = __OTHERS__ && __OTHERS__.includes(spoken) && tag.src.endsWith("/embed.js") && spoken;

// Our one element on the page.
export const HOST = "baton-chat";
