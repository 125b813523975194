// What the owner decides about the look, as the last lines of the style sheet. Run by xtask when embed.js is built.
//
// --b is the brand, --on text upon it, --a the brand as text and lines: only where 4.5:1 is reached, else plain ink.

// Relative luminance of `#rrggbb`, WCAG 2.2.
const luminance = (color) =>
  [0.2126, 0.7152, 0.0722].reduce((sum, weight, i) => {
    const c = parseInt(color.slice(1 + 2 * i, 3 + 2 * i), 16) / 255;
    return sum + weight * (c > 0.04045 ? ((c + 0.055) / 1.055) ** 2.4 : c / 12.92);
  }, 0);

const contrast = (a, b) => {
  const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (high + 0.05) / (low + 0.05);
};

const PAPER = { light: "#ffffff", dark: "#17191f" };

const on = (color, paper) => ({
  b: color,
  on: contrast(color, "#ffffff") >= 4.5 ? "#fff" : "#111",
  a: contrast(color, paper) >= 4.5 ? "var(--b)" : "var(--ink)",
});

const host = (values) => `:host{${Object.entries(values).map(([name, value]) => `--${name}:${value}`).join(";")}}`;

// Only what is another value in the dark.
const dusk = (day, night) => {
  const other = Object.entries(night).filter(([name, value]) => value != day[name]);
  return other.length ? `@media(prefers-color-scheme:dark){${host(Object.fromEntries(other))}}` : "";
};

/** @param {{brand: {color: string, dark?: string}, position?: string}} site colors as `#rrggbb` */
export const look = ({ brand: { color, dark = color }, position }) =>
  host(on(color, PAPER.light)) + dusk(on(color, PAPER.light), on(dark, PAPER.dark)) +
  (position == "left" ? "#bar{right:auto;left:20px;flex-direction:row-reverse}@media(min-width:481px){#panel{right:auto;left:20px}}" : "");
