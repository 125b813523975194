// Elements without innerHTML and without style attributes, so that Trusted Types and a strict policy are content.

const make = (space, name, attributes, children) => {
  const element = document.createElementNS("http://www.w3.org/" + space, name);
  // Own names only: some pages add to every object.
  for (const [key, value] of Object.entries(attributes))
    // Not `on…`: there what a listener returns would decide, and `false` is a key that writes nothing.
    if (value.call) element.addEventListener(key, value);
    else element.setAttribute(key, value);
  element.append(...children);
  return element;
};

// `h("button", {class: "x", click: f}, …)`: a function is a listener.
export const h = (name, attributes, ...children) => make("1999/xhtml", name, attributes, children);

export const icon = (d) =>
  make("2000/svg", "svg", { viewBox: "0 0 24 24", "aria-hidden": "true" }, [make("2000/svg", "path", { d }, [])]);

export const CHAT = "M4 5h16v11h-9l-5 4v-4H4z";
export const PERSON = "M16 7a4 4 0 1 1-8 0 4 4 0 1 1 8 0M4 21c0-8 16-8 16 0";
export const CLOSE = "M6 6l12 12M18 6L6 18";
export const UP = "M12 20V5M5 12l7-7 7 7";
