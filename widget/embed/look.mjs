// What the owner decided about the look, put into the style sheet by xtask when embed.js is built. It was checked, and colors
// chosen, in shared/src/site/look.rs.
//
// --b is the brand, --on text upon it, --a the brand as text and lines, where that is readable.

const NIGHT = '(prefers-color-scheme:dark)';

/** What takes the place of `NIGHT` in every style sheet, where the owner has decided; else ''. */
export const scheme = ({ theme }) => ({ light: ' not all', dark: ' all' })[theme] ?? '';

const values = (of) => Object.entries(of).map(([name, value]) => `;--${name}:${value}`).join('');

/**
 * @param {{day: object, night: object, position: string, bottom: number, theme?: string, logo?: string}} look
 * @param {{label: string, own: boolean}} launcher
 */
export const dressed = (css, look, { label, own }) => {
  const { day, night, theme, position, bottom, logo } = look;
  // Only what is another value in the dark.
  const dusk = Object.fromEntries(Object.entries(night).filter(([name, value]) => value != day[name]));
  css = css.replace(';--bg:#fff', (text) => text + values(day)).replace(';--bg:#17191f', (text) => text + values(dusk));
  css = css.replace(NIGHT, scheme(look) || NIGHT).replace('bottom:20px', `bottom:${bottom}px`);
  if (theme) css = css.replace('light dark', theme);
  if (position == 'left') css = css.replace('right:20px', 'left:20px') + '#bar{flex-direction:row-reverse}';
  // The letter stays for who listens; where the page's policy forbids the picture, the ground is empty.
  if (logo) css = css.replace('.face{width', `.face{background:var(--bg) url("${logo}") center/contain no-repeat;color:#0000;width`);
  if (label) css = css.replace('width:60px;height:60px;border-radius:50%;font-size:1.3em', 'height:60px;border-radius:30px;padding:0 20px') + `@media(max-width:480px){#bar{flex-direction:column;align-items:${position == 'left' ? 'start' : 'end'}}}`;
  if (own) css = css.replace('#launcher{', '#launcher{display:none;');
  return css;
};
