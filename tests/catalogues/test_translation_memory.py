"""The translation memory of a language, and which of several translations it gives."""

from __future__ import annotations

from build_tools.catalogues.po_model import Entry
from build_tools.catalogues.update.translation_memory import TranslationMemory


def entry(text: str, *flags: str, is_obsolete: bool = False) -> Entry:
    """Return an entry with the msgid `Peace`."""
    return Entry(msgid="Peace", msgstr=(text,), flags=flags, is_obsolete=is_obsolete)


def test_the_nearest_translation_is_taken() -> None:
    """Translations of the page come first, then those of its publication, of others, and of history."""
    memory = TranslationMemory()
    memory.add("p/gone", "gone.po", [entry("history")], commit="abc")
    memory.add("q/one", "q.po", [entry("other publication")])
    assert memory.find_exact_match("Peace", "p/one") == memory.translations["Peace"][1]
    memory.add("p/two", "two.po", [entry("same publication")])
    memory.add("p/one", "one.po", [entry("same page", is_obsolete=True)])
    texts = []
    for page in ("p/one", "p/three", "r/one"):
        match = memory.find_exact_match("Peace", page)
        texts.append(match.entry.msgstr[0] if match else "")
    assert texts == ["same page", "same publication", "same publication"]


def test_what_is_fuzzy_empty_or_has_a_context_is_not_stored() -> None:
    """Only translations that may be used are stored."""
    memory = TranslationMemory()
    context = Entry(msgid="Peace", msgstr=("Paix",), msgctxt="menu")
    plural = Entry(msgid="Peace", msgstr=("Paix", "Paix"), msgid_plural="Peaces")
    memory.add("p/one", "one.po", [entry("Paix", "fuzzy"), entry(" "), context, plural])
    assert memory.find_exact_match("Peace", "p/one") is None
    assert list(memory.iter_entries()) == []
