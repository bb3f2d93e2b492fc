"""Fold words for the search, so that each is found however it is written; folding.js does the same.

The table of both is locale/search.toml. Out come words of letters and digits: without accents and
vowel marks, without articles, particles and words that say nothing. The number of an article becomes a word
of its own that no other begins with: "Article XVI", "art. 16" and «المادة ١٦» give the same one.
"""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import dataclass, replace
from functools import cache
from itertools import groupby

from build_tools.paths import PROJECT_DIR

FOLDING_FILE = PROJECT_DIR / "locale" / "search.toml"
# What has a number: an article, a right or a part; without a word beside it, any of them.
KINDS = ("article", "right", "part")
ANY_KIND = "n"
ROMAN = re.compile(r"(x{0,3})(ix|iv|v?i{0,3})")
ROMAN_VALUES = {"i": 1, "v": 5, "x": 10}


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguageFolding:
    """Hold what is folded in one language.

    `cut` are patterns whose group is what remains of a word, `stop` the words to drop; `kinds` has the words
    of numbered things with their kind, `after` those that may stand behind a number, `numbers` the numbers in
    words with their values.
    """

    cut: tuple[str, ...] = ()
    stop: frozenset[str] = frozenset()
    kinds: tuple[tuple[str, str], ...] = ()
    after: frozenset[str] = frozenset()
    numbers: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FoldingRules:
    """Hold the table: letters with what stands for them; patterns of marks, joins, short words; languages."""

    letters: tuple[tuple[str, str], ...]
    marks: str
    joins: str
    short: str
    languages: tuple[tuple[str, LanguageFolding], ...]

    def get_language(self, tag: str) -> LanguageFolding:
        """Return what is folded in a language; without a row of its own only letters are."""
        return dict(self.languages).get(tag.partition("-")[0], LanguageFolding())


@cache
def read_folding_rules() -> FoldingRules:
    """Return the table of locale/search.toml, with its own words folded."""
    import tomllib

    table = tomllib.loads(FOLDING_FILE.read_text(encoding="utf-8"))
    letters = tuple(table["letters"].items())
    bare = FoldingRules(
        letters=letters, marks=table["marks"], joins=table["joins"], short=table["short"], languages=()
    )
    languages = ((tag, _make_language(rows, bare)) for tag, rows in table["languages"].items())
    return replace(bare, languages=tuple(languages))


def _make_language(rows: dict[str, str], bare: FoldingRules) -> LanguageFolding:
    cut = tuple(rows["cut"])
    patterns = tuple(map(re.compile, cut))

    def fold(words: str) -> list[str]:
        """Return words without what is cut off them."""
        return [cut_affixes(word, patterns) for word in split_words(words, bare)]

    named = [(word, kind[0]) for kind in KINDS for word in fold(rows[kind])]
    values = enumerate(rows["numbers"].split(), 1)
    spelled = [(" ".join(fold(form)), value) for value, forms in values for form in forms.split("|")]
    return LanguageFolding(
        cut=cut,
        stop=frozenset(fold(rows["stop"])),
        kinds=tuple(named),
        after=frozenset(fold(rows["after"])),
        numbers=tuple((word, value) for word, value in spelled if " " not in word),
    )


def format_folding_rules(rules: FoldingRules) -> str:
    """Return the table as JSON, for search.js."""
    languages = {
        tag: {
            "cut": row.cut,
            "stop": sorted(row.stop),
            "kinds": dict(row.kinds),
            "after": sorted(row.after),
            "numbers": dict(row.numbers),
        }
        for tag, row in rules.languages
    }
    table = {
        "letters": dict(rules.letters),
        "marks": rules.marks,
        "joins": rules.joins,
        "short": rules.short,
        "languages": languages,
    }
    return json.dumps(table, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def fold_words(text: str, tag: str) -> list[str]:
    """Return the folded words of a text in a language; of a bare number, the word of any kind."""
    rules = read_folding_rules()
    row = rules.get_language(tag)
    patterns = tuple(map(re.compile, row.cut))
    words = [cut_affixes(word, patterns) for word in split_words(text, rules)]
    words = [word for word in words if word not in row.stop]
    number = _parse_number(words[0], {}) if len(words) == 1 else 0
    if 0 < number < 100:
        return [_make_number_word(ANY_KIND, number)]
    return [word for word in _join_numbers(words, row) if not re.fullmatch(rules.short, word)]


def fold_number(number: str, tag: str) -> list[str]:
    """Return the words that find an article: of its number (`Article XVI`), and of the bare number."""
    words = fold_words(number, tag)
    bare = (fold_words(word, tag) for word in split_words(number, read_folding_rules()))
    found = (word[0] for word in bare if len(word) == 1 and word[0].startswith(f"q{ANY_KIND}"))
    return list(dict.fromkeys([*words, *found]))


def split_words(text: str, rules: FoldingRules) -> list[str]:
    """Return the words of a text in small letters, without marks; digits are words of their own."""
    letters = dict(rules.letters)
    written = "".join(letters.get(letter, letter) for letter in text.lower())
    bare = re.sub(f"[{rules.marks}]", "", unicodedata.normalize("NFKD", written))
    joined = re.sub(rules.joins, "", unicodedata.normalize("NFKC", bare))
    runs = groupby(joined, _classify_letter)
    return ["".join(run) for kind, run in runs if kind]


def _classify_letter(letter: str) -> str:
    """Return whether a letter belongs to a word or to a number, or is nothing of either."""
    category = unicodedata.category(letter)[0]
    return "L" if category == "M" else category if category in "LN" else ""


def cut_affixes(word: str, patterns: tuple[re.Pattern[str], ...]) -> str:
    """Return a word without articles and particles, whatever was taken off before."""
    for pattern in patterns:
        while match := pattern.fullmatch(word):
            word = match[1]
    return word


def _join_numbers(words: list[str], row: LanguageFolding) -> list[str]:
    """Replace the word of a numbered thing and the number beside it by one word."""
    kinds, numbers = dict(row.kinds), dict(row.numbers)
    joined: list[str] = []
    rest = list(words)
    while rest:
        word = rest.pop(0)
        following = rest[0] if rest else ""
        if word in kinds and (number := _parse_number(following, numbers)):
            rest.pop(0)
            word = _make_number_word(kinds[word], number)
        elif following in row.after and word.isdecimal() and (number := _parse_number(word, {})):
            word = _make_number_word(kinds[rest.pop(0)], number)
        joined.append(word)
    return joined


def _parse_number(word: str, numbers: dict[str, int]) -> int:
    """Return the value of digits, of Roman letters up to 39 or of a word; 0 for anything else."""
    if word.isascii() and word.isdecimal():
        return int(word) if len(word) <= 3 else 0
    if word and ROMAN.fullmatch(word):
        values = [ROMAN_VALUES[letter] for letter in word]
        return sum(
            -value if value < following else value
            for value, following in zip(values, [*values[1:], 0], strict=True)
        )
    return numbers.get(word, 0)


def _make_number_word(kind: str, number: int) -> str:
    """Return a word of letters alone, which Pagefind does not divide, with an end that none continues."""
    return f"q{kind}{''.join('abcdefghij'[int(digit)] for digit in str(number))}q"
