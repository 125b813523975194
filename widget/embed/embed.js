// Stage one, pasted into a stranger's page. It draws launcher and human button, keeps what the visitor does until the
// Leptos app is there to do it, and reaches a person without it. Nothing is stored and nothing else is requested
// before the visitor acts; but where the owner offers help on some pages, the rules of that (help.js) are.

import { base, other, page, tag } from "./config.js";
import { read, write } from "./keep.js";
import { call, give, parts, person } from "./life.js";
import { host, show } from "./shell.js";
import { report } from "./watch.js";

const embed = () => {
  // A child of <html>, not of <body>: page libraries replace bodies. Removed all the same, it comes back, a few times.
  let times = 9;
  const place = () => host.isConnected || (times-- > 0 && page.append(host));
  place();
  new MutationObserver(place).observe(page, { childList: true });
  if (read(":open", 1)) show(1);
  // Not in the way of whatever the page itself needs first.
  if (owner.help) setTimeout(() => import(`${base}/embed-help.${__LANG__}.js`).then((part) => part.default(give, report, parts), () => {}), 2000);

  window.Baton = {
    open: () => show(1),
    close: () => show(),
    person,
    // Empty: signed out. Nobody said anything yet, and signed out, are not the same.
    identify: (proof) => (write(":identity", proof || "-", 1), call("who")),
  };
};

// Pasted twice, there is one. A module does not know its tag, so it finds it where its API will be.
if (!window.Baton?.open)
  if (other) {
    window.Baton = tag;
    import(base + `/embed.${other}.js`).catch(embed);
  } else embed();
