"""Sort glossaries, lists and tables in the order of a language.

Letters are compared first, then accents, then case, as in the Unicode Collation Algorithm
(https://unicode.org/reports/tr10/), with the letters that CLDR has for the languages below.
Sorting is word by word: a space, or a sign that stands for one, sorts before numbers, and these,
by value, before letters. The script of the language sorts before others.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import lru_cache

from docutils import nodes
from sphinx import addnodes

from build_tools.model import Language
from build_tools.sphinx_ext.transform import Page

SORTED, UNSORTED = "sorted", "unsorted"
LISTS = (nodes.bullet_list, nodes.definition_list)


def sort_glossaries(page: Page) -> None:
    """Sort the entries of each glossary by their first terms, unless it is marked `unsorted`."""
    for glossary in page.document.findall(addnodes.glossary):
        for entries in glossary.findall(nodes.definition_list):
            if entries.parent is glossary and UNSORTED not in glossary["classes"]:
                _sort_children(entries, page.edition.language)


def sort_lists(page: Page) -> None:
    """Sort each list and the rows of each table that are marked `sorted`."""
    for node in list(page.document.findall(nodes.Element)):
        if SORTED in node["classes"] and isinstance(node, LISTS):
            _sort_children(node, page.edition.language)
        elif SORTED in node["classes"] and isinstance(node, nodes.table):
            _sort_rows(node, page.edition.language)


def _sort_rows(table: nodes.table, language: Language) -> None:
    """Sort the rows of a table's body; rows that share a cell stay as they are."""
    for body in table.findall(nodes.tbody):
        has_row_spans = any("morerows" in entry for entry in body.findall(nodes.entry))
        if body.parent.parent is table and not has_row_spans:
            _sort_children(body, language)


def _sort_children(body: nodes.Element, language: Language) -> None:
    body.children.sort(key=lambda entry: make_sort_key(_get_headword(entry), language))


def _get_headword(entry: nodes.Node) -> str:
    """Return the text an entry is sorted by: a term, the first cell, the first paragraph."""
    leading = entry.children[0] if entry.children else entry
    return " ".join(leading.astext().split())


CollationElement = tuple[int, int | str, int]
SortKey = tuple[tuple[CollationElement, ...], tuple[str, ...], tuple[bool, ...], str, str]

# Letters of their own, each behind that with which its group begins; other marks are accents.
_NORDIC, _SLAVIC = "z æ ø å", "c č ć, d dž đ, l lj, n nj, s š, z ž"
_TAILORINGS = {
    "ast": "n ñ", "es": "n ñ", "eu": "n ñ", "fil": "n ñ", "gl": "n ñ",
    "da": _NORDIC, "nb": _NORDIC, "nn": _NORDIC, "no": _NORDIC, "fi": "z å ä ö", "sv": "z å ä ö",
    "bs": _SLAVIC, "hr": _SLAVIC, "sl": "c č ć, d đ, s š, z ž",
    "cs": "c č, h ch, r ř, s š, z ž", "sk": "a ä, c č, h ch, o ô, s š, z ž",
    "pl": "a ą, c ć, e ę, l ł, n ń, o ó, s ś, z ź ż", "ro": "a ă â, i î, s ș, t ț",
    "bg": "и й", "ru": "и й", "uk": "г ґ, е є, и і ї й",
}  # fmt: skip
# What Unicode takes for one letter, and readers of other languages for these.
_EXPANSIONS = {"æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d"}
# é before è, as dictionaries have them.
_ACUTE_FIRST = str.maketrans("\u0300\u0301", "\u0301\u0300")
# How Unicode's names of letters begin in the script that a reader knows best.
_SCRIPTS = {
    "Arab": "ARABIC ", "Cyrl": "CYRILLIC ", "Grek": "GREEK ", "Hebr": "HEBREW ",
    "Kore": "HANGUL ", "Latn": "LATIN ",
}  # fmt: skip
_SPACE, _NUMBER, _OWN, _OTHER = range(4)
# Python takes no more than 4300 figures for one number.
_DIGITS = r"\d{1,4000}"
# CLDR (ar, compat) has each with the letter that it stands for; the last is a way to write alif.
_ARABIC = str.maketrans({"ة": "ت", "ى": "ي", "ٱ": "ا"})
_VOWELS = "[\u064b-\u0652\u0670]*"
_ARTICLE = re.compile(rf"[\W_]*ا{_VOWELS}ل{_VOWELS}(?=\w[\u064b-\u0655\u0670]*\w)")
# Nouns that begin so without an article, as “obligation” does: their roots begin with lam.
_ROOTS = re.compile(r"[\W_]*ال(?:تزام(?!ن)|تماس(?!ك)|تقاط(?!ع)|تباس|تحاق|تهاب|تفات|تقاء|له\b)")


def make_sort_key(text: str, language: Language) -> SortKey:
    """Return the sort key of a text in a language; texts that differ have different keys."""
    visible = "".join(each for each in unicodedata.normalize("NFKC", text) if not _is_ignorable(each))
    primary_subtag = language.tag.partition("-")[0]
    decomposed = _decompose_text(visible.casefold())
    parts = _make_elements(
        _strip_arabic_article(decomposed) if primary_subtag == "ar" else decomposed,
        primary_subtag,
        language.script,
    )
    accents = tuple(accent.translate(_ACUTE_FIRST) for _, accent in parts)
    capitals = tuple(each.isupper() for each in visible if each.isalpha())
    return tuple(part for part, _ in parts), accents, capitals, visible, text


def get_index_letter(text: str, language: Language) -> str:
    """Return the letter that a text stands under in an index; empty for numbers, signs and ideographs."""
    elements = make_sort_key(text, language)[0]
    kind, letter, rank = elements[0] if elements else (_SPACE, "", 0)
    name = unicodedata.name(letter[:1], "") if isinstance(letter, str) else ""
    if kind not in (_OWN, _OTHER) or not isinstance(letter, str) or name.startswith("CJK"):
        return ""
    own_letters = _get_tailoring(language.tag.partition("-")[0])[1]
    own = next((sign for sign, element in own_letters.items() if element == elements[0]), letter)
    return unicodedata.normalize("NFC", own if rank else letter).upper()


def _is_ignorable(character: str) -> bool:
    return unicodedata.category(character) == "Cf" or character == "\N{ARABIC TATWEEL}"


def _decompose_text(text: str) -> str:
    """Return a text with its accents decomposed; a Hangul syllable stays composed."""
    composed = unicodedata.normalize("NFC", text)
    return "".join(c if "가" <= c <= "힣" else unicodedata.normalize("NFD", c) for c in composed)


def _strip_arabic_article(text: str) -> str:
    """Return Arabic text without the definite article al- of its first word, as libraries file it.

    See MARC 21, Appendix F: Initial Definite and Indefinite Articles. An article within a term
    counts. A hamza is an accent of its seat, which `_decompose_text` has seen to.
    """
    plain = text.translate(_ARABIC)
    article = None if _ROOTS.match(re.sub(_VOWELS, "", plain)) else _ARTICLE.match(plain)
    return plain[article.end() if article else 0 :]


def _make_elements(text: str, primary_subtag: str, script: str) -> list[tuple[CollationElement, str]]:
    pattern, own_letters = _get_tailoring(primary_subtag)
    elements: list[tuple[CollationElement, str]] = []
    for match in pattern.finditer(text):
        if unicodedata.combining(match[0][0]) not in (0, 9) and elements:
            elements[-1] = (elements[-1][0], elements[-1][1] + match[0])
        else:
            elements += ((part, "") for part in _iter_elements(match[0], own_letters, script))
    return _collapse_space_elements(elements)


def _iter_elements(
    sign: str, own_letters: Mapping[str, CollationElement], script: str
) -> Iterator[CollationElement]:
    if sign in own_letters:
        yield own_letters[sign]
    elif sign.isdecimal():
        yield _NUMBER, int(sign), 0
    elif sign in _EXPANSIONS:
        yield from (_make_letter_element(each, script) for each in _EXPANSIONS[sign])
    else:
        # Signs of vowels that Indian scripts write as marks are as good as letters.
        yield (
            _make_letter_element(sign, script) if unicodedata.category(sign)[0] in "LMN" else (_SPACE, "", 0)
        )


def _make_letter_element(sign: str, script: str) -> CollationElement:
    is_own_script = unicodedata.name(sign, "").startswith(_SCRIPTS.get(script, "LATIN "))
    return (_OWN if is_own_script else _OTHER), sign, 0


def _collapse_space_elements(parts: list[tuple[CollationElement, str]]) -> list[tuple[CollationElement, str]]:
    """Return elements with one space between words, and none at either end."""
    collapsed: list[tuple[CollationElement, str]] = []
    for part in parts:
        if part[0][0] != _SPACE or (collapsed and collapsed[-1][0][0] != _SPACE):
            collapsed.append(part)
    return collapsed[:-1] if collapsed and collapsed[-1][0][0] == _SPACE else collapsed


@lru_cache
def _get_tailoring(primary_subtag: str) -> tuple[re.Pattern[str], Mapping[str, CollationElement]]:
    """Return the pattern that splits a text into letters, and the elements of a language's own."""
    own_letters: dict[str, CollationElement] = {}
    for group in _TAILORINGS.get(primary_subtag, "").split(","):
        first, *others = group.split() or [""]
        own_letters |= {
            _decompose_text(each): (_OWN, first, rank) for rank, each in enumerate(others, start=1)
        }
    longest = sorted(own_letters, key=len, reverse=True)
    return re.compile("|".join([*map(re.escape, longest), _DIGITS, "."]), re.DOTALL), own_letters
