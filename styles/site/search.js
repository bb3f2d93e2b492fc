// The search of the site: folds what is typed as the index was folded (locale/search.toml), asks Pagefind, and lists the
// articles. It starts where a page has the form of search.html.

import { foldWords, useRules } from "./folding.js";

const SITE = new URL(".", import.meta.url);
const DELAY = 200; // of typing, in milliseconds
const SHOWN = 10;
const PASSAGE = 200; // of a hit, in letters
const WORD = /[\p{L}\p{M}\p{N}]+/gu;
const RANKING = { termFrequency: 0.3, pageLength: 0.5, termSaturation: 1.8, termSimilarity: 3 };

let loading;

// Whether two folded words are forms of one: what stemming does, near enough for marking.
function isRelated(word, sought) {
  if (word.startsWith(sought)) return true;
  let common = 0;
  while (common < word.length && word[common] === sought[common]) common++;
  return common >= Math.max(4, 0.7 * Math.min(word.length, sought.length));
}

// The places of a text that the words name, as pairs of beginning and end.
function findMarks(text, words, tag) {
  const folded = (word) => foldWords(word, tag).some((one) => words.some((sought) => isRelated(one, sought)));
  const found = [...text.matchAll(WORD)].filter(([word]) => folded(word));
  return found.map((match) => [match.index, match.index + match[0].length]);
}

function makePassage(text, words, tag) {
  const marks = findMarks(text, words, tag);
  const count = ([begin]) => marks.filter(([other]) => other >= begin && other < begin + PASSAGE - 40).length;
  const best = marks.reduce((most, mark) => (!most || count(mark) > count(most) ? mark : most), null);
  let begin = Math.max(0, (best?.[0] ?? 0) - 50);
  if (begin) begin = text.indexOf(" ", begin) + 1;
  const space = text.lastIndexOf(" ", begin + PASSAGE);
  const end = begin + PASSAGE >= text.length ? text.length : space > begin ? space : begin + PASSAGE;
  const parts = [begin ? "… " : ""];
  let at = begin;
  for (const [from, to] of marks.filter(([from, to]) => from >= begin && to <= end)) {
    parts.push(text.slice(at, from), makeElement("mark", text.slice(from, to)));
    at = to;
  }
  return [...parts, text.slice(at, end), end < text.length ? " …" : ""];
}

function makeElement(name, ...children) {
  const element = document.createElement(name);
  element.append(...children);
  return element;
}

function load() {
  loading ??= Promise.all([
    import(new URL("pagefind/pagefind.js", SITE)),
    fetch(new URL("pagefind/folding.json", SITE)).then((answer) => answer.json()),
  ]).then(async ([module, table]) => {
    useRules(table);
    const pagefind = module.createInstance({ ranking: RANKING, noWorker: true });
    await pagefind.init();
    return pagefind;
  });
  return loading;
}

// The hits of each word, added up; an article that has all of them counts half as much again, and what falls far
// behind the best is left out.
export async function findArticles(text, tag) {
  const pagefind = await load();
  const words = [...new Set(foldWords(text, tag))];
  const answers = await Promise.all(words.map((word) => pagefind.search(word)));
  const found = answers.filter(({ results }) => results.length);
  const hits = new Map();
  for (const { id, score, data } of found.flatMap(({ results }) => results)) {
    const hit = hits.get(id) ?? { score: 0, count: 0, data };
    hits.set(id, { data, score: hit.score + score, count: hit.count + 1 });
  }
  const rank = ({ score, count }) => (count < found.length ? score : score * 1.5);
  const ranked = [...hits.values()].sort((one, other) => rank(other) - rank(one));
  return { words, hits: ranked.filter((hit) => rank(hit) >= 0.15 * rank(ranked[0])) };
}

export async function readHit(hit) {
  return (await hit.data()).meta;
}

async function makeItem(hit, words, tag) {
  const { address, number, title, book, text } = await readHit(hit);
  const link = makeElement("a", number ? `${number} ` : "", title);
  link.href = new URL(address, SITE);
  const source = makeElement("p", book);
  source.className = "source";
  return makeElement("li", link, source, makeElement("p", ...makePassage(text, words, tag)));
}

function start(form) {
  const part = (name) => form.parentNode.querySelector(`[data-part="${name}"]`);
  const [field, status, list, more, none] = [form.q, ...["status", "list", "more", "none"].map(part)];
  const tag = document.documentElement.lang;
  let timer;
  let turn = 0;
  let rest = [];
  let sought = [];

  async function showMore(mine) {
    const items = await Promise.all(rest.splice(0, SHOWN).map((hit) => makeItem(hit, sought, tag)));
    if (mine !== turn) return;
    list.append(...items);
    more.hidden = !rest.length;
    return items[0];
  }

  async function search() {
    const mine = ++turn;
    const text = field.value.trim();
    history.replaceState(null, "", text ? `?q=${encodeURIComponent(text)}` : location.pathname);
    const { words, hits } = text ? await findArticles(text, tag) : { words: [], hits: [] };
    if (mine !== turn) return;
    [rest, sought] = [[...hits], words];
    list.replaceChildren();
    more.hidden = true;
    none.hidden = !text || hits.length > 0;
    status.textContent = !text ? "" : status.dataset[hits.length ? "count" : "none"]
      .replace("{count}", hits.length.toLocaleString(tag)).replace("{query}", () => text);
    await showMore(mine);
  }

  const run = () => search().catch(() => show(form, false));
  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(run, DELAY);
  });
  field.addEventListener("focus", () => load().catch(() => show(form, false)), { once: true });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(timer);
    run();
  });
  more.addEventListener("click", async () => (await showMore(turn))?.querySelector("a").focus());
  show(form, true);
  field.value = new URLSearchParams(location.search).get("q") ?? "";
  if (field.value) run();
}

// Without a search the page says so, as it does where no script runs.
function show(form, works) {
  form.hidden = !works;
  form.parentNode.querySelector('[data-part="unable"]').hidden = works;
}

const form = document.querySelector("form[data-search]");
if (form) start(form);
