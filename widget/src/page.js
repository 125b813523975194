// What the page shows at the moment of a message: headings, visible errors, the owner's mark. What must be watched for
// (script errors, the selection, the way here) embed.js adds, and the address without query and fragment.
//
// In JavaScript, because all of it is questions to the document: half the bytes of the same in Wasm.
// Never read: values of fields, text at large, anything under `data-baton-private`.

// How many candidates are looked at, whatever the page holds.
const MOST = 40;

const text = (element) => element.textContent.trim().split(/\s+/).slice(0, 60).join(" ");

// `label: what is wrong`, of a field that says it is.
const wrong = (field) => {
  const named = (name) => document.getElementById((field.getAttribute(name) || "").split(" ")[0]);
  const told = named("aria-errormessage") || named("aria-describedby");
  const label = field.labels && field.labels[0];
  return told && `${field.getAttribute("aria-label") || (label ? text(label) : field.name || "")}: ${text(told)}`;
};

const texts = (what, of) => {
  const found = [].slice
    .call(document.querySelectorAll(what), 0, MOST)
    .filter((e) => e.getBoundingClientRect().height > 0 && !e.closest("[data-baton-private]"))
    .map(of);
  return found.filter((line, i) => line && found.indexOf(line) == i);
};

// What the page says is wrong, as far as it can be seen.
export const errors = () =>
  texts("[role=alert],[aria-invalid=true],[data-baton-error]", (e) => (e.hasAttribute("aria-invalid") ? wrong(e) : text(e)));

// The page as JSON. Without an address the owner has marked the whole of it as private.
export const collect = (host) => {
  const report = host.page();
  if (report.url) {
    report.language = document.documentElement.lang;
    report.viewport = innerWidth + "x" + innerHeight;
    report.headings = texts("h1,h2", text);
    report.errors = errors();
    const mark = document.querySelector("[data-baton-feature]");
    report.feature = mark ? mark.dataset.batonFeature : "";
  }
  return host.json(report);
};
