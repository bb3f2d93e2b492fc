"""UI strings that a language lacks."""

from __future__ import annotations

import pytest

from build_tools.catalogues import lint, load_ui_strings
from build_tools.model import Finding, Language
from build_tools.paths import PROJECT_DIR, Root
from tests.catalogues.conftest import Write


def language(tag: str) -> Language:
    """Return a language of which only the tag matters."""
    return Language(tag=tag, name=tag)


def design(language: Language, root: Root) -> list[Finding]:
    """Return the findings about the UI strings of a language."""
    return list(lint.check_ui_strings(language, load_ui_strings(language, root), root))


@pytest.mark.parametrize("tag", ["fr", "es", "ar", "ko"])
def test_the_press_has_all_words_of_its_own_languages(tag: str, root: Root) -> None:
    """If every UI string is translated, nothing is reported, for this project and for any root."""
    assert design(language(tag), Root(PROJECT_DIR)) == []
    assert design(language(tag), root) == []


@pytest.mark.parametrize("tag", ["en", "en-GB"])
def test_english_needs_no_translation(tag: str, root: Root) -> None:
    """UI strings are written in English."""
    assert design(language(tag), root) == []


def test_a_language_without_a_catalogue_has_one_note(root: Root) -> None:
    """For a language without press.po, one note counts the UI strings and names the file to create."""
    (note,) = design(language("nl-BE"), root)
    assert (note.code, note.severity) == ("catalogue/untranslated-design", "note")
    assert note.place.file == "locale/nl_BE/LC_MESSAGES/press.po"
    assert note.place.line is None
    assert "not translated" in note.message
    assert note.language == "nl-BE"


def test_words_missing_and_fuzzy_are_one_warning_at_the_first(root: Root, write: Write) -> None:
    """One warning counts the missing and fuzzy UI strings, and names the first lines."""
    body = 'msgid "Imprint"\nmsgstr ""\n\n#, fuzzy\nmsgid "Next"\nmsgstr "Neks"\n'
    write("press.po", body, language="xx")
    (warning,) = design(language("xx"), root)
    assert warning.severity == "warning"
    assert warning.place.file == "locale/xx/LC_MESSAGES/press.po"
    assert warning.place.line == 7
    assert "at lines 7, 11: “Imprint”, “Next”, " in warning.message


def test_a_catalogue_that_nobody_has_begun_has_one_note(root: Root, write: Write) -> None:
    """A press.po as an update makes it is no mistake of a translator."""
    write("press.po", 'msgid "Imprint"\nmsgstr ""\n', language="xx")
    (note,) = design(language("xx"), root)
    assert (note.severity, note.place.line) == ("note", 7)


def test_a_word_of_another_catalogue_serves(root: Root, write: Write) -> None:
    """A string that the base language or Sphinx has is not reported."""
    write("press.po", 'msgid "Imprint"\nmsgstr "Imprimé"\n', language="fr_CA")
    assert design(language("fr-CA"), root) == []
