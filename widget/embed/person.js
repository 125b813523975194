// Whether a message asks for a person, in the language of the conversation: for the moments before the Worker answers.
//
// The words and patterns are those of the Worker (shared/src/detect/person, whose doc comment says what the classes
// are); `cargo xtask build` writes one file per language from them and this matcher: /w/person-LANG.js. A pattern of
// classes becomes a regular expression over the folded words, made when a message has all the classes it needs.
// Absent on purpose: spelling correction, look-alike letters, other languages. The Worker sees those, and decides.

const MARKS = /[\u0300-\u036f\u0640\u064b-\u065f\u0670\u093c]|\p{Cf}|['’‘`´]/gu;
const PLAIN = { ß: 'ss', ł: 'l', ı: 'i', ø: 'o', æ: 'ae', œ: 'oe', đ: 'd', ة: 'ه', ى: 'ي', ی: 'ي', ک: 'ك', '\u0901': '\u0902' };
const PIECES = /[\p{sc=Han}\u3040-\u30ff]|(?:(?![\p{sc=Han}\u3040-\u30ff])[\p{L}\p{N}\p{M}])+|[^\p{L}\p{N}\p{M}\s@#$%&*+/<=>\\^_|~-]/gu;

/** The words of a text, each with a space before it; what ends a clause is a full stop. */
const fold = (text) =>
  (text.toLowerCase().normalize('NFKD').replace(MARKS, '').normalize('NFC').match(PIECES) || [])
    .map((piece) => ' ' + (/[\p{L}\p{N}]/u.test(piece) ? piece.replace(/[^\0-\x7f]/g, (c) => PLAIN[c] || c) : '.'))
    .join('');

/** Words that hide the shorter entries inside them; of these, B and E count themselves. */
const HIDING = ['x', 'p', 'B', 'E'];

/** Makes the question for a language. `data`: words by class, and the patterns `asks` and `never`. */
export const asker = (data) => {
  const sources = {};
  const hiding = {};
  for (const name in data) {
    if (name.length > 1) continue;
    const entries = data[name].split(',').map((entry) => fold(entry).slice(1) + (entry.endsWith('*') ? '\\S*' : ''));
    entries.sort((a, b) => b.length - a.length);
    sources[name] = `(?: (?:${entries.join('|')})(?= |$))`;
    const phrases = HIDING.includes(name) ? entries.filter((entry) => entry.includes(' ')) : [];
    if (phrases.length) {
      hiding[name] = new RegExp(` (?:${phrases.join('|')})(?= |$)`, 'g');
      sources[name] = `(?: (?:\\+${name}|${entries.join('|')})(?= |$))`;
    }
  }
  const classes = {};
  const compiled = {};
  const compile = (pattern) =>
    (compiled[pattern] ||= new RegExp(
      pattern
        .trim()
        .split(' ')
        .map((item) =>
          item === '^' ? '(?:^| [.])(?= )'
          : item === '$' ? '(?= [.]|$)'
          : /\d/.test(item) ? `(?: [^ .]+){0,${item}}`
          : (sources[item[0]] || '(?!)') + (item[1] === '*' ? '{0,4}' : item[1] || ''),
        )
        .join(''),
      'g',
    ));
  /** Places where one of the patterns stands. */
  const spans = (patterns, text, present) =>
    patterns
      .filter((pattern) => pattern.trim().split(' ').every((item) => item[1] || !sources[item] ? /[\d^$*?]/.test(item) : present(item)))
      .flatMap((pattern) => [...text.matchAll(compile(pattern))].map((match) => [match.index, match.index + match[0].length]));
  return (message) => {
    let text = fold(message.slice(0, 2000));
    for (const name in hiding) text = text.replace(hiding[name], ' +' + name);
    const found = {};
    const present = (name) => (found[name] ??= (classes[name] ||= new RegExp(sources[name])).test(text));
    const asked = spans(data.asks.split(','), text, present);
    if (!asked.length) return false;
    const never = spans(data.never.split(','), text, present);
    return asked.some(([from, to]) => !never.some(([start, end]) => start < to && from < end));
  };
};

/** Loads what is needed only while the team has the conversation, once it has it. `host`: what embed.js lends. */
export const live = (host) => {
  const panel = host.root.getElementById('panel');
  const watcher = new MutationObserver(() => look());
  const look = () => {
    if (!/team|person/.test(panel.dataset.speaker)) return;
    watcher.disconnect();
    import(host.base + '/w/live.js').then((module) => module.default(host), () => {});
  };
  watcher.observe(panel, { attributeFilter: ['data-speaker'] });
  look();
};
