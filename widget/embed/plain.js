// A person is reached from here with nothing but this file: by fetch, and where that is forbidden by a native form.

import { base, lang, words } from "./config.js";
import { h } from "./dom.js";
import { add, keep, token, unsent, write } from "./keep.js";
import { report } from "./watch.js";

// The owner's policy forbids fetch to the Worker, or the page broke it: then the form goes the way forms went before scripts.
let refused, failed;
addEventListener("securitypolicyviolation", (e) => (refused ||= e.effectiveDirective == "connect-src"));

// Sends all that is not yet known to be done, with the keys it has, so that a second try does nothing twice.
// Answers with the sentence to show.
const post = async () => {
  const commands = unsent();
  for (const { do: { say, person } } of commands) (say || person || {}).page = report();
  const answer = await fetch(base + "/api/do", { method: "POST", body: JSON.stringify({ v: 1, token: token(), commands, after: 0 }) });
  const text = await answer.text();
  // This conversation was deleted; the next try begins another.
  if (answer.status == 410) write("", "");
  // Every key comes back, and the reference in more than one place.
  const [, reference] = /"reference":"(.+?)"/.exec(text);
  keep(unsent().filter((c) => !text.includes(c.key)));
  return words["form-sent"].replace("{reference}", reference);
};

// Posts, and tells in `note` what came of it. True if it went through.
export const tell = async (note) => {
  try {
    note.textContent = await post();
    return 1;
  } catch {
    refused ||= failed; // twice is no bad luck
    failed = 1;
    note.textContent = words["form-failed"];
  }
};

// The plain form. Its fields are those of `POST /person`, which needs no script.
export const form = (text) => {
  const field = (name, label, element, more) => h("label", {}, label, h(element, { name, ...more }));
  const the = h("form", {
    id: "form", method: "post", action: base + "/person?lang=" + lang, target: "_blank",
    submit: async (e) => {
      if (refused) return;
      e.preventDefault();
      const { text, email, name } = the.elements;
      // Not once more beside a try of it that failed.
      keep(unsent().filter((c) => !c.do.person?.contact));
      add({ person: { text: text.value, contact: { email: email.value, name: name.value } } });
      if (await tell(the.firstChild)) text.value = "";
      else if (refused) the.submit();
    },
  }, h("p", { class: "note", role: "status" }, words["chat-unavailable"]),
    h("b", {}, words.human),
    h("input", { type: "hidden", name: "token", value: token() }),
    field("text", words.placeholder, "textarea", { rows: 3, required: "" }), field("email", words["form-email"], "input", { type: "email" }), field("name", words["form-name"], "input"),
    h("button", { class: "send" }, words.send));
  the.elements.text.value = text;
  return the;
};
