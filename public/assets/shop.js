// The demo shop. Pages are plain files, so every address also works on reload.
// Between /, /shop/*, /cart/ and /checkout/ the page changes without a load
// (history.pushState); help and account pages are ordinary page loads.

const catalog = {
  mora: { name: "Mora table lamp", cents: 14800, wall: "indigo" },
  heron: { name: "Heron floor lamp", cents: 28900, wall: "slate" },
  pleat: { name: "Pleat pendant", cents: 11900, wall: "plum" },
  pebble: { name: "Pebble portable lamp", cents: 8900, wall: "teal" },
  tern: { name: "Tern desk lamp", cents: 16500, wall: "ink" },
  brim: { name: "Brim wall light", cents: 9600, wall: "clay" },
  osier: { name: "Osier pendant", cents: 17900, wall: "moss" },
  ember: { name: "Ember bulbs, set of two", cents: 2400, wall: "umber" },
  "season-shade": { name: "Season Shade subscription", cents: 2900, wall: "violet" },
};
const near = ["BE", "NL", "LU"];
const next = ["DE", "FR"];
const outside = ["GB", "CH", "NO"];
const freeFrom = 12000;
const expressCents = 1490;
const euro = (cents) => new Intl.NumberFormat("en-IE", { style: "currency", currency: "EUR" }).format(cents / 100);
const $ = (what, from = document) => from.querySelector(what);
const $$ = (what, from = document) => [...from.querySelectorAll(what)];

// ---- Small memory
function recall(store, key, otherwise) {
  try { return JSON.parse(store.getItem(key)) ?? otherwise; } catch { return otherwise; }
}
function keep(store, key, value) {
  try { store.setItem(key, JSON.stringify(value)); } catch { /* storage may be off */ }
}
// A first visit starts with something in the cart, so that checkout can be tried at once.
let cart = recall(localStorage, "duskery.cart", [
  { id: "mora", option: "Terracotta", count: 1 },
  { id: "ember", option: "", count: 1 },
]).filter((line) => catalog[line.id]);

function cartChanged() {
  keep(localStorage, "duskery.cart", cart);
  paintCart();
}
const subtotal = () => cart.reduce((sum, line) => sum + catalog[line.id].cents * line.count, 0);
const pieces = () => cart.reduce((sum, line) => sum + line.count, 0);

function shippingCents(country, express) {
  if (express && [...near, ...next].includes(country)) return expressCents;
  if (outside.includes(country)) return 1490;
  if (cart.every((line) => line.id === "season-shade")) return 0;
  if (subtotal() >= freeFrom) return 0;
  if (near.includes(country)) return 490;
  return next.includes(country) ? 690 : 990;
}

// ---- Tiny element builder: text only ever becomes text.
function el(tag, props = {}, ...kids) {
  const node = document.createElement(tag);
  for (const [key, value] of Object.entries(props)) {
    if (key === "class") node.className = value;
    else if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
    else if (value !== null) node.setAttribute(key, value);
  }
  node.append(...kids);
  return node;
}
function picture(id) {
  return el("span", { class: `pane wall-${catalog[id].wall}` }, el("img", { src: `/img/${id}.svg`, alt: "", width: 400, height: 480 }));
}

function cartLine(line, editable) {
  const item = catalog[line.id];
  const text = el("div", {}, el("a", { href: `/shop/${line.id}/` }, item.name));
  const about = [line.option, editable ? "" : `Quantity ${line.count}`].filter(Boolean).join(" · ");
  if (about) text.append(el("div", { class: "soft small" }, about));
  if (editable) {
    const step = (by) => () => {
      line.count = Math.min(9, line.count + by);
      if (line.count < 1) cart = cart.filter((other) => other !== line);
      cartChanged();
      say(`${item.name}: quantity ${Math.max(0, line.count)}`);
    };
    const less = el("button", { type: "button", "aria-label": `One less ${item.name}`, onclick: step(-1) }, "−");
    const more = el("button", { type: "button", "aria-label": `One more ${item.name}`, onclick: step(1) }, "+");
    const remove = el("button", { type: "button", class: "textbutton", "aria-label": `Remove ${item.name}`, onclick: step(-99) }, "Remove");
    text.append(el("div", { class: "row" }, el("div", { class: "qty" }, less, el("output", {}, String(line.count)), more), remove));
  }
  return el("li", {}, picture(line.id), text, el("span", { class: "sum" }, euro(item.cents * line.count)));
}

function paintCart() {
  for (const spot of $$("[data-cart-count]")) spot.textContent = String(pieces());
  const list = $("[data-cart-lines]");
  if (!list) return;
  const editable = list.dataset.cartLines === "edit";
  list.replaceChildren(...cart.map((line) => cartLine(line, editable)));
  const full = $("[data-cart-full]");
  const empty = $("[data-cart-empty]");
  if (full) full.hidden = cart.length === 0;
  if (empty) empty.hidden = cart.length > 0;
  const form = $("[data-checkout]");
  const country = form ? form.elements.country.value : "BE";
  const canExpress = [...near, ...next].includes(country);
  if (form) {
    $("[data-express]", form).hidden = !canExpress;
    if (!canExpress) form.elements.speed.value = "standard";
    // A subscription renews by itself, which only a card or PayPal can do.
    const renews = cart.some((line) => line.id === "season-shade");
    for (const method of form.elements.method) {
      if (method.value !== "card" && method.value !== "paypal") method.closest(".choice").hidden = renews;
    }
    $("[data-standard-price]", form).textContent = shippingCents(country, false) ? euro(shippingCents(country, false)) : "Free";
    $("[data-standard-time]", form).textContent =
      near.includes(country) ? "1–2 business days" : next.includes(country) ? "2–3 business days" : outside.includes(country) ? "4–7 business days, taxes and duties included" : "3–5 business days";
  }
  const shipping = shippingCents(country, form && form.elements.speed.value === "express");
  const put = (name, text) => { for (const spot of $$(`[data-sum="${name}"]`)) spot.textContent = text; };
  put("items", euro(subtotal()));
  put("shipping", shipping ? euro(shipping) : "Free");
  put("total", euro(subtotal() + shipping));
  const missing = freeFrom - subtotal();
  const hint = $("[data-free-hint]");
  if (hint) hint.textContent = missing > 0 && shipping ? `Add ${euro(missing)} more for free standard shipping in the EU.` : "Standard shipping in the EU is free for this order.";
}

// ---- What the pages do
function say(text) {
  const spot = $("#say");
  if (spot) { spot.textContent = ""; requestAnimationFrame(() => { spot.textContent = text; }); }
}

function declined() {
  return el("div", { class: "note bad", role: "alert", tabindex: "-1", id: "payment-error", "data-error-code": "PAY-51" },
    el("strong", {}, "Your card was declined."),
    el("p", {}, "Your bank refused this payment and no money was taken. Use another card or another payment method."),
    el("p", {}, "Error code: ", el("code", {}, "PAY-51")));
}

function setUpCheckout(form) {
  const spot = $("[data-payment-message]", form);
  const cardFields = $("[data-card-fields]", form);
  const showCard = () => { cardFields.hidden = form.elements.method.value !== "card"; };
  const clear = () => { spot.replaceChildren(); form.elements.cardnumber.removeAttribute("aria-invalid"); keep(sessionStorage, "duskery.declined", false); };
  const fail = (focus) => {
    spot.replaceChildren(declined());
    form.elements.cardnumber.setAttribute("aria-invalid", "true");
    if (focus) { spot.firstChild.focus({ preventScroll: true }); spot.scrollIntoView({ block: "center" }); }
  };
  form.addEventListener("change", (event) => {
    if (event.target.name === "method") { showCard(); clear(); }
    paintCart();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const pay = $("[data-pay]", form);
    if (pay.getAttribute("aria-disabled") === "true" || cart.length === 0) return;
    pay.setAttribute("aria-disabled", "true");
    const label = $("[data-pay-label]", pay);
    label.textContent = "Checking with your bank…";
    spot.replaceChildren();
    setTimeout(() => {
      pay.removeAttribute("aria-disabled");
      label.textContent = "Pay";
      if (form.elements.method.value === "card") { keep(sessionStorage, "duskery.declined", true); fail(true); return; }
      clear();
      cart = [];
      cartChanged();
      go("/checkout/thanks/", true);
    }, 900);
  });
  showCard();
  // A declined payment stays in view after a reload, like on a real shop.
  if (recall(sessionStorage, "duskery.declined", false) || new URLSearchParams(location.search).has("declined")) fail(false);
}

function setUpPage() {
  paintCart();
  paintLight();
  // Demo dates stay fresh: data-days is counted from today.
  for (const time of $$("time[data-days]")) {
    const date = new Date(Date.now() + Number(time.dataset.days) * 86400000);
    time.dateTime = date.toISOString().slice(0, 10);
    time.textContent = date.toLocaleDateString("en-US", { month: "long", day: "numeric" });
  }
  const buy = $("form[data-buy]");
  if (buy) {
    const output = $("output", buy);
    for (const button of $$(".qty button", buy)) {
      button.addEventListener("click", () => { output.textContent = String(Math.max(1, Math.min(9, Number(output.textContent) + Number(button.dataset.by)))); });
    }
    buy.addEventListener("submit", (event) => {
      event.preventDefault();
      const id = buy.dataset.buy;
      const option = buy.elements.option ? buy.elements.option.value : "";
      const count = Number(output.textContent);
      const same = cart.find((line) => line.id === id && line.option === option);
      if (same) same.count = Math.min(9, same.count + count);
      else cart.push({ id, option, count });
      cartChanged();
      $("[data-added]", buy).replaceChildren("In your cart. ", el("a", { href: "/cart/" }, "View cart"));
    });
  }
  for (const button of $$("[data-filter]")) {
    button.addEventListener("click", () => {
      for (const other of $$("[data-filter]")) other.setAttribute("aria-pressed", String(other === button));
      let shown = 0;
      for (const item of $$("[data-kind]")) {
        item.hidden = button.dataset.filter !== "all" && item.dataset.kind !== button.dataset.filter;
        if (!item.hidden) shown += 1;
      }
      say(`${shown} products`);
    });
  }
  const checkout = $("[data-checkout]");
  if (checkout) setUpCheckout(checkout);
  // Buttons that would reach a back office: they answer on the page.
  for (const button of $$("[data-reply]")) {
    button.addEventListener("click", () => {
      const spot = document.getElementById(button.dataset.replyTo);
      spot.replaceChildren(el("p", { class: "note good" }, button.dataset.reply));
    });
  }
  for (const form of $$("form[data-form-reply]")) {
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const spot = document.getElementById(form.dataset.replyTo);
      spot.replaceChildren(el("p", { class: "note good" }, form.dataset.formReply));
    });
  }
}

// ---- Moving between shop pages without a load
const soft = (path) => path === "/" || path === "/cart/" || path.startsWith("/shop/") || path.startsWith("/checkout/");

let here = location.pathname + location.search;
let turn = 0;

async function go(path, push) {
  const mine = ++turn;
  try {
    const answer = await fetch(path, { headers: { accept: "text/html" } });
    if (!answer.ok) throw new Error("not a page");
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const main = $("main", page);
    if (!main) throw new Error("not a page");
    if (mine !== turn) return; // a newer click won
    if (push) history.pushState({ soft: true }, "", path);
    here = path;
    document.title = page.title;
    $("main").replaceWith(document.adoptNode(main));
    for (const link of $$(".nav a")) {
      const there = $(`.nav a[href="${link.getAttribute("href")}"]`, page);
      if (there && there.hasAttribute("aria-current")) link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
    }
    setUpPage();
    if (push) scrollTo(0, 0);
    const heading = $("main h1");
    if (heading) { heading.tabIndex = -1; heading.focus({ preventScroll: true }); }
  } catch {
    location.href = path;
  }
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[href]");
  if (!link || event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  const to = new URL(link.href);
  if (to.origin !== location.origin || to.hash || !soft(to.pathname) || !soft(location.pathname)) return;
  event.preventDefault();
  go(to.pathname + to.search, true);
});
addEventListener("popstate", () => {
  const path = location.pathname + location.search;
  if (path !== here) go(path, false); // a jump within the page changes no path
});

// ---- Day and dusk
function paintLight() {
  const dusk = document.documentElement.dataset.light === "dusk";
  for (const button of $$("[data-light-switch]")) button.setAttribute("aria-pressed", String(dusk));
}
document.addEventListener("click", (event) => {
  if (!event.target.closest("[data-light-switch]")) return;
  const root = document.documentElement;
  root.dataset.light = root.dataset.light === "dusk" ? "day" : "dusk";
  try { localStorage.setItem("duskery.light", root.dataset.light); } catch { /* storage may be off */ }
  paintLight();
});

setUpPage();

// ---- Who is signed in: a real shop's server writes the proof into its pages; the demo's gives it on request.
// On the sign-in page nobody is signed in any more.
addEventListener("load", async () => {
  const path = location.pathname;
  if (!path.startsWith("/account/") || !window.Baton) return;
  if (path.startsWith("/account/sign-in/")) return Baton.identify("");
  try {
    const answer = await fetch("/demo/api/session", { method: "POST" });
    const { token } = await answer.json();
    if (token) Baton.identify(token);
  } catch { /* the chat goes on without knowing who it is */ }
});
