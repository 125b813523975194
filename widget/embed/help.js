// Help that is offered before anybody asks: a small bubble beside the launcher, by rules of the owner's (shared/src/help.rs).
//
// A file of its own, embed-help.LANG.js, which embed.js of a site with such rules asks for when the page has stood for a
// moment; other sites have neither the file nor the request. Everything is looked at and decided here: nothing is sent before the visitor
// takes an offer. Nothing is stored before the visitor acts, either: the mark that an offer was made is written with
// their next click or key, wherever that goes.
//
// It never takes the focus, opens nothing by itself, and stands on no control of the page: where there is little room it is
// narrow, or only the line, and where there is none for that it waits.

import css from "baton-help-css";
import { errors } from "../src/page.js";
import { h } from "./dom.js";
import { prefetch } from "./early.js";

const rules = __RULES__, words = __WORDS__;

const COMPARED = {
  "+": (value) => value !== undefined,
  "=": (value, want) => value === want,
  "~": (value, want) => RegExp(want).test(value),
  ">=": (value, want) => value >= want,
  "<=": (value, want) => value <= want,
  ">": (value, want) => value > want,
  "<": (value, want) => value < want,
};
const holds = (seen, [signal, how, want]) => {
  const values = seen[signal];
  if (how == "-") return !values.length;
  if (how == "!=") return !values.includes(want);
  return values.some((value) => COMPARED[how](value, want));
};
const fits = (rule, seen) => rule.when.every((one) => holds(seen, one)) && (!rule.any.length || rule.any.some((one) => holds(seen, one)));

// As a signal's values, of `shared::help::Seen`.
export const seen = (of) => ({
  page: [of.page],
  get feature() { return [of.feature].filter(Boolean); },
  "seconds-on-page": [of.seconds],
  "rage-clicks": [of.rage_clicks],
  "dead-clicks": [of.dead_clicks],
  get "failed-requests"() { return [of.failed_requests.length]; },
  get "failed-request"() { return of.failed_requests; },
  get "script-error"() { return of.script_errors.map((text) => text.toLowerCase()); },
  get "visible-error"() { return of.errors.length ? [1] : []; },
  get error() { return of.errors.map((text) => text.toLowerCase()); },
});
// The first rule that holds: `shared::help::decide`.
export const decide = (all, now, may = () => true) => all.find((rule) => may(rule) && fits(rule, now));

const DAY = 86400000;
const place = "baton:" + new URL(import.meta.url).host + ":help";
// Every access may throw.
const stored = (where, value) => {
  try {
    const storage = window[where];
    if (value === undefined) return JSON.parse(storage.getItem(place) || "{}");
    storage.setItem(place, JSON.stringify(value));
  } catch {}
  return {};
};

const uses = (signal) => rules.some((rule) => [...rule.when, ...rule.any].some(([name]) => name == signal));
const base = new URL(import.meta.url).origin;
const host = document.querySelector("baton-chat");
const root = host.shadowRoot;
const by = (id) => root.getElementById(id);

// What must be watched for to be seen.
const page = { page: "", seconds: 0, rage_clicks: 0, dead_clicks: 0, failed_requests: [] };

// Requests that came back with an error; ours are none of the page's.
const requests = () => {
  if (!uses("failed-requests") && !uses("failed-request")) return;
  const ours = (url) => url.origin == base && (base != location.origin || /^\/(api|w|ws|file|embed)\b/.test(url.pathname));
  new PerformanceObserver((list) => {
    for (const { name, responseStatus } of list.getEntries()) {
      const url = new URL(name, location.href);
      if (responseStatus >= 400 && !ours(url)) page.failed_requests = [...page.failed_requests.slice(-20), url.pathname];
    }
  }).observe({ type: "resource", buffered: true });
};

const CONTROLS = "a[href],button,input,select,textarea,summary,label,video,audio,iframe,embed,object,[role=button],[role=link],[role=tab],[role=menuitem],[tabindex='0'],[contenteditable]:not([contenteditable=false])";

// Three clicks in a second within thirty pixels; and a click on a control after which for a second nothing happened at all.
const clicks = () => {
  const rage = uses("rage-clicks"), dead = uses("dead-clicks");
  let burst = [];
  if (rage || dead) addEventListener("click", (event) => {
    const { target, clientX: x, clientY: y } = event;
    if (target == host || !target.closest) return;
    const at = performance.now();
    burst = burst.filter((one) => at - one.at < 1000 && Math.hypot(one.x - x, one.y - y) < 30);
    burst.push({ at, x, y });
    if (burst.length == 3) page.rage_clicks++;
    const pressed = dead && target.closest("a,button,summary,[role=button],[role=link],[onclick],input[type=submit],input[type=button]");
    if (!pressed || pressed.closest("[download],[target=_blank]")) return;
    let alive;
    const live = () => (alive = 1);
    const watcher = new MutationObserver(live);
    watcher.observe(document, { childList: true, subtree: true, attributes: true, characterData: true });
    const happens = ["scroll", "submit", "input", "change", "focusin", "visibilitychange", "pagehide", "blur", "hashchange"];
    for (const name of happens) addEventListener(name, live, { capture: true, once: true, passive: true });
    const [where, asked] = [location.href, performance.getEntriesByType("resource").length];
    setTimeout(() => {
      watcher.disconnect();
      for (const name of happens) removeEventListener(name, live, true);
      if (!alive && where == location.href && performance.getEntriesByType("resource").length == asked) page.dead_clicks++;
    }, 1000);
  }, { capture: true, passive: true });
};

export default (give, report, parts) => {
  if (owner.prefetch) prefetch(host, parts);
  const styles = new CSSStyleSheet();
  styles.replaceSync(css);
  root.adoptedStyleSheets.push(styles);
  const [bar, panel] = [by("bar"), by("panel")];
  // Said politely, and there before it is filled: what comes with its words is not read by all.
  const aloud = h("div", { id: "help-aloud", role: "status", dir: words.dir });
  root.append(aloud);
  requests();
  clicks();

  let offered;       // the rule whose bubble is there
  let bubble;
  let visited = Object.keys(stored("sessionStorage")).length > 0;
  let pages = {};    // what was offered on this page, by name

  // Which of the rules may be offered now, to this visitor.
  const may = ({ name, often }) => {
    const before = stored("localStorage");
    const never = Object.values(before).filter((at) => at == "never").length;
    if (before[name] == "never" || never > 1 || pages[name]) return;
    if (often == "page") return 1;
    const rest = { visit: 0, day: DAY, week: 7 * DAY, once: Infinity }[often];
    return !visited && !(Date.now() - before[name] < rest);
  };
  const remember = (what) => stored("localStorage", { ...stored("localStorage"), [offered.name]: what });

  const gone = (focus) => {
    if (!bubble) return;
    const had = bubble.contains(root.activeElement);
    bubble.remove();
    bubble = offered = 0;
    aloud.textContent = "";
    if (had && focus) by("human").focus();
  };
  // The visitor acts, and the offer is there: from now on it was made.
  const acted = () => {
    if (!offered) return;
    stored("sessionStorage", { offered: 1 });
    if (offered.often != "page") remember(Date.now());
  };
  for (const name of ["pointerdown", "keydown"]) addEventListener(name, acted, { capture: true, passive: true });

  const taken = (then) => {
    acted();
    window.Baton.help = offered.name;
    const { ask } = offered;
    gone();
    then(ask);
  };
  const button = (id, label, click) => h("button", { id, class: id == "help-show" ? "send" : "", click }, label);

  // Whether something stands where it would: to press, to read in alarm, or to answer first; and, for more than the line, to read
  // at all.
  const reads = (element) => /^(img|svg|canvas|picture)$/.test(element.localName) || [...element.childNodes].some((node) => node.nodeType == 3 && node.data.trim());
  const free = (line) => {
    const { left, top, right, bottom } = bubble.getBoundingClientRect();
    if (document.querySelector("dialog[open],[aria-modal=true]")) return;
    for (let i = 0; i <= 6; i++)
      for (let j = 0; j <= 4; j++) {
        const [x, y] = [left + ((right - left - 1) * i) / 6, top + ((bottom - top - 1) * j) / 4];
        const below = document.elementsFromPoint(x, y).find((element) => element != host);
        if (x < 0 || y < 0 || below?.closest(CONTROLS + ",[role=alert],[data-baton-error]") || (!line && below && reads(below))) return;
      }
    return 1;
  };
  const put = () => {
    const { left, top } = bar.getBoundingClientRect();
    bubble.style.bottom = innerHeight - top + 12 + "px";
    bubble.style[left < innerWidth / 2 && left < 40 ? "left" : "right"] = "20px";
  };
  const fit = () => {
    put();
    for (const size of ["", "narrow", "small", "small narrow"]) {
      bubble.dataset.size = size;
      if (free(size.includes("small"))) return 1;
    }
  };

  const make = () => {
    const no = () => {
      acted();
      remember("never");
      gone(1);
    };
    const line = h("button", { id: "help-line", click: () => {
      bubble.dataset.size = bubble.dataset.size.replace("small", "");
      by("help-show").focus();
    } }, offered.say);
    bubble = h("div", {
      id: "help", role: "group", "aria-label": words.label, dir: words.dir,
      keydown: (e) => e.keyCode == 27 && (acted(), gone(1)), // Escape: not now
    }, h("p", { dir: "auto" }, offered.say), line, h("div", { class: "row" },
      button("help-show", words.show, () => taken((text) => (give({ say: { text } }), window.Baton.open()))),
      button("help-person", words.person, () => taken(() => window.Baton.person())),
      button("help-no", words.no, no)));
    bubble.dataset.size = "wait";
    root.insertBefore(bubble, bar);
  };

  const offer = (rule) => {
    offered = rule;
    make();
    // No room: it is taken away again, and tried with the next look.
    if (!fit()) return gone();
    visited = 1;
    pages[rule.name] = 1;
    setTimeout(() => offered && (aloud.textContent = offered.say), 100);
  };

  const quiet = () => !panel.hidden || document.hidden || document.querySelector("html[data-baton-no-help],body[data-baton-no-help]") || document.body?.closest("[data-baton-private]");
  // Whoever opens the chat beside an offer has read it.
  new MutationObserver(() => {
    if (panel.hidden || !offered) return;
    acted();
    window.Baton.help = offered.name;
    gone();
  }).observe(panel, { attributeFilter: ["hidden"] });
  // The focus of the page is never under it.
  addEventListener("focusin", ({ target }) => {
    if (!bubble || target == host) return;
    const [a, b] = [target.getBoundingClientRect(), bubble.getBoundingClientRect()];
    if (a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom) bubble.dataset.size = "wait";
  });
  addEventListener("focusout", () => bubble && bubble.dataset.size == "wait" && setTimeout(() => bubble && fit(), 50));
  addEventListener("resize", () => bubble && fit());

  const look = () => {
    if (!quiet()) {
      if (page.page != location.pathname) {
        page.page = location.pathname;
        page.seconds = page.rage_clicks = page.dead_clicks = 0;
        page.failed_requests = [];
        pages = {};
        if (offered) gone();
      }
      const rule = !bubble && decide(rules, seen({
        ...page,
        get feature() { return document.querySelector("[data-baton-feature]")?.dataset.batonFeature; },
        get script_errors() { return report().script_errors || []; },
        get errors() { return errors(); },
      }), may);
      if (rule) offer(rule);
      page.seconds++;
    }
    setTimeout(() => (window.requestIdleCallback || setTimeout)(look, { timeout: 1000 }), 1000);
  };
  look();
};
