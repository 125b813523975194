// A person is reached from here with nothing but this file: by fetch, and where that is forbidden by a native form.

import { base } from "./config.js";
import { h } from "./dom.js";
import { json, keep, token, unsent, write } from "./keep.js";
import { report } from "./watch.js";

// The owner's policy forbids fetch to the Worker, or the page broke it: then the form goes the way forms went before scripts.
let failed;
export let refused;
addEventListener("securitypolicyviolation", (e) => (refused ||= e.effectiveDirective == "connect-src"));

export const note = h("p", { class: "note", role: "status" });

// Sends all that is not yet known to be done, with the keys it has, so that a second try does nothing twice, and tells in
// the note what came of it. True if it went through.
export const tell = async () => {
  try {
    const commands = unsent();
    for (const { do: { say, person } } of commands) (say || person || {}).page = report(1);
    const answer = await fetch(base + "/api/do", { method: "POST", body: json({ v: 1, token: token(), commands, after: 0 }) });
    const text = await answer.text();
    // This conversation was deleted; the next try begins another.
    if (answer.status == 410) write("", "");
    // Every key comes back, and the reference in more than one place.
    const [, reference] = /"reference":"(.+?)"/.exec(text);
    keep(unsent().filter((c) => !text.includes(c.key)));
    note.textContent = words.formSent.replace("{reference}", reference);
    return 1;
  } catch {
    refused ||= failed; // twice is no bad luck
    failed = 1;
    note.textContent = words.formFailed;
  }
};
