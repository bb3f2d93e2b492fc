// Folds words as build_tools/site/folding.py does, by the table of locale/search.toml.

const NONE = { cut: [], stop: [], kinds: {}, after: [], numbers: {} };

let rules;

export function useRules(table) {
  const whole = (pattern) => new RegExp(`^(?:${pattern})$`, "u");
  rules = { ...table, marks: new RegExp(`[${table.marks}]`, "gu"), joins: new RegExp(table.joins, "gu"), short: whole(table.short), languages: {} };
  for (const [tag, row] of Object.entries(table.languages)) rules.languages[tag] = { ...row, cut: row.cut.map(whole) };
}

function splitWords(text) {
  const written = [...text.toLowerCase()].map((letter) => rules.letters[letter] ?? letter).join("");
  const bare = written.normalize("NFKD").replace(rules.marks, "");
  return bare.normalize("NFKC").replace(rules.joins, "").match(/[\p{L}\p{M}]+|\p{N}+/gu) ?? [];
}

function cutAffixes(word, patterns) {
  for (const pattern of patterns) {
    for (let match; (match = pattern.exec(word)); ) word = match[1];
  }
  return word;
}

function parseNumber(word, numbers) {
  if (/^[0-9]{1,3}$/.test(word)) return Number(word);
  if (/^(?=.)x{0,3}(ix|iv|v?i{0,3})$/.test(word)) {
    const values = [...word].map((letter) => ({ i: 1, v: 5, x: 10 })[letter]);
    return values.reduce((sum, value, at) => sum + (value < values[at + 1] ? -value : value), 0);
  }
  return (Object.hasOwn(numbers, word) && numbers[word]) || 0;
}

function numberWord(kind, number) {
  return `q${kind}${String(number).replace(/./g, (digit) => "abcdefghij"[digit])}q`;
}

function joinNumbers(words, { kinds, after, numbers }) {
  const joined = [];
  for (let at = 0; at < words.length; at++) {
    const [word, next] = [words[at], words[at + 1] ?? ""];
    const number = Object.hasOwn(kinds, word) ? parseNumber(next, numbers) : 0;
    const before = after.includes(next) && /^[0-9]+$/.test(word) ? parseNumber(word, {}) : 0;
    joined.push(number ? numberWord(kinds[word], number) : before ? numberWord(kinds[next], before) : word);
    if (number || before) at++;
  }
  return joined;
}

export function foldWords(text, tag) {
  const language = rules.languages[tag.split("-")[0]] ?? NONE;
  const cut = splitWords(text).map((word) => cutAffixes(word, language.cut));
  const words = cut.filter((word) => !language.stop.includes(word));
  const number = words.length === 1 ? parseNumber(words[0], {}) : 0;
  if (number > 0 && number < 100) return [numberWord("n", number)];
  return joinNumbers(words, language).filter((word) => !rules.short.test(word));
}
