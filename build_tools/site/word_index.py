"""Make the index of words: terms of the glossaries and words people use, each with where it leads."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from build_tools.model import Language
from build_tools.site.contents import SiteLanguage, make_page_path
from build_tools.sphinx_ext.text.collation import get_index_letter, make_sort_key


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexEntry:
    """Hold a word of the index, and the names and paths of what it leads to."""

    word: str
    targets: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexLetter:
    """Hold the entries that begin with a letter."""

    letter: str
    entries: tuple[IndexEntry, ...]


def make_word_index(site: SiteLanguage) -> tuple[IndexLetter, ...]:
    """Return every word with where it leads, by letter, as the language sorts them."""
    targets: dict[str, dict[str, str]] = {}
    names: dict[str, str] = {}
    for word, name, path in (*_iter_terms(site), *_iter_topic_words(site)):
        key = word.casefold()
        names.setdefault(key, word)
        targets.setdefault(key, {}).setdefault(path, name)
    letters: dict[str, list[IndexEntry]] = {}
    for key in sorted(names, key=lambda one: make_sort_key(names[one], site.language)):
        entry = IndexEntry(
            word=names[key], targets=tuple((name, path) for path, name in targets[key].items())
        )
        letters.setdefault(_find_letter(names[key], site.language), []).append(entry)
    return tuple(IndexLetter(letter=letter, entries=tuple(own)) for letter, own in letters.items())


def _find_letter(word: str, language: Language) -> str:
    """Return the letter that a word stands under: of a Korean syllable the consonant."""
    letter = get_index_letter(word, language)
    if not "가" <= letter <= "힣":
        return letter
    return "ㄱㄱㄴㄷㄷㄹㅁㅂㅂㅅㅅㅇㅈㅈㅊㅋㅌㅍㅎ"[(ord(letter) - ord("가")) // 588]


def _iter_terms(site: SiteLanguage) -> Iterator[tuple[str, str, str]]:
    for edition in site.own_editions:
        for term in edition.terms.values():
            yield term.name, edition.title, f"{make_page_path(edition, term.page)}#{term.anchor}"


def _iter_topic_words(site: SiteLanguage) -> Iterator[tuple[str, str, str]]:
    for topic in site.iter_topics():
        for word in dict.fromkeys((topic.name, *topic.words)):
            yield word, topic.name, f"{site.tag}/needs.html#{topic.id}"
