"""Load the UI strings of a language: the words that the design itself shows."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from gettext import GNUTranslations, NullTranslations
from importlib.util import find_spec
from pathlib import Path
from string import Formatter
from unicodedata import category

from build_tools.catalogues.discovery import require_plain_file
from build_tools.catalogues.edition_catalogues import Message
from build_tools.catalogues.lint import lint_text
from build_tools.catalogues.po_reader import read_catalogue
from build_tools.catalogues.po_writer import format_mo
from build_tools.model import NUMBER_STYLES, Finding, Language, LocalizedText, UiStrings, format_locale_name
from build_tools.paths import PROJECT_DIR, Root, safe_join, write_cache_file
from build_tools.sanitizer import has_visible_letter
from build_tools.sanitizer.issue import quote_excerpt

# A word of the design stands on every page, or several times.
MAX_STRING_LENGTH = 500


def load_ui_strings(language: Language, root: Root) -> UiStrings:
    """Return the UI strings of a language.

    A root's own press.po goes over the project's; what neither has is taken from Sphinx's
    translations, else it is English and marked as English. Raises UserError `catalogue/…`.
    """
    messages: dict[str, LocalizedText] = {}
    findings: list[Finding] = []
    own_root = Root(PROJECT_DIR)
    roots = (own_root,) if root.path.resolve() == PROJECT_DIR else (own_root, root)
    for tag in _list_fallback_tags(language.tag):
        messages |= load_sphinx_strings(tag)
        for layer_root in roots:
            strings, string_findings = _read_string_layer(replace(language, tag=tag), layer_root)
            messages |= strings
            findings += string_findings
    return UiStrings(language=language.tag, messages=messages, findings=tuple(findings))


def _list_fallback_tags(tag: str) -> tuple[str, ...]:
    """Return the tags that serve a language, the nearest last; another script is another language."""
    primary, *rest = tag.split("-")
    other_script = any(len(part) == 4 and part.isalpha() for part in rest)
    return (tag,) if not rest or other_script else (primary, tag)


def _read_string_layer(language: Language, root: Root) -> tuple[dict[str, LocalizedText], list[Finding]]:
    tag = language.tag
    strings: dict[str, LocalizedText] = {}
    findings: list[Finding] = []
    path = root.get_ui_catalogue(format_locale_name(tag))
    if not os.path.lexists(path):
        return strings, findings
    file = root.relativize(path)
    for message in read_catalogue(require_plain_file(path, root), file).messages:
        fault = _find_string_fault(message, language)
        if message.state == "translated" and fault:
            findings.append(_make_string_finding(message, fault, tag, file))
        elif message.state == "translated":
            strings[message.msgid] = LocalizedText(text=message.msgstr, language=tag)
    return strings, findings


def _find_string_fault(message: Message, language: Language) -> str:
    deception = next(lint_text(message.msgid, message.msgstr, language), "")
    return _find_character_fault(message) or deception or _find_field_fault(message)


def _find_character_fault(message: Message) -> str:
    if len(message.msgstr) > MAX_STRING_LENGTH:
        return f"has more than {MAX_STRING_LENGTH} characters — cut it to what the source says"
    if any(category(char) in ("Cc", "Cs") for char in message.msgstr):
        return "holds a control character — delete it"
    if has_visible_letter(message.msgid) and not has_visible_letter(message.msgstr):
        return "shows no letter — write its words, or leave it empty"
    if "<" in message.msgstr and "<" not in message.msgid:
        return "holds “<”, which the source does not — write words alone"
    return ""


def _find_field_fault(message: Message) -> str:
    if _find_percent_fields(message.msgid) not in ([], _find_percent_fields(message.msgstr)):
        return "has other signs with % than the source — keep each of them"
    if _find_brace_fields(message.msgstr) != _find_brace_fields(message.msgid):
        return "has other names in braces than the source — keep each of them"
    return ""


def _find_percent_fields(text: str) -> list[str]:
    return re.findall("%.?", text)


def _find_brace_fields(text: str) -> set[str] | None:
    """Return the names in braces, or None if they are no plain names (`{a.b}`, `{a!r}`, `{a:>9}`)."""
    try:
        parts = [part for part in Formatter().parse(text) if part[1] is not None]
    except ValueError:
        return None
    if any(spec or conversion for _, _, spec, conversion in parts):
        return None
    names = {name or "" for _, name, _, _ in parts}
    if not all(map(str.isidentifier, names)):
        return None
    # A language chooses how articles are numbered: “Article {roman}” is “제{arabic}조”.
    return {"number" if name in NUMBER_STYLES else name for name in names}


def _make_string_finding(message: Message, fault: str, tag: str, file: str) -> Finding:
    return Finding(
        code="catalogue/design-word",
        severity="warning",
        message=f"“{quote_excerpt(message.msgid)}” is not used: its translation {fault}",
        place=message.make_place(file),
        language=tag,
    )


# Our message, and Sphinx's.
_RENAMED_MESSAGES = {
    "Contents": "Table of Contents",
    "Next": "next",
    "Previous": "previous",
    "Page": "page",
    "Section {arabic}": "Section %s",
}
# What Sphinx itself puts into a text, under its own messages. Words of its site, of indices that
# no edition has and of its terminal are not here.
SPHINX_MESSAGES = (
    *("Attention", "Caution", "Danger", "Error", "Hint", "Important", "Note", "See also", "Tip"),
    *("Warning", "Todo", "original entry", "<<original entry>>"),
    "(The <<original entry>> is located in %s, line %d.)",
    *("Added in version %s", "Changed in version %s", "Deprecated since version %s"),
    *("Removed in version %s", "Section %s", "Fig. %s", "Table %s", "Listing %s"),
    *("Author: ", "Section author: ", "Module author: ", "Code author: "),
    *("Index", "Module Index", "Search Page"),
    *("no translated elements!", "could not calculate translation progress!"),
    *("Type", "Default", "Parameters", "Template Parameters", "Arguments", "Variables"),
    *("Returns", "Return type", "Return values", "Raises", "Throws"),
    "Positional-only parameter separator (PEP 570)",
    "Keyword-only parameters separator (PEP 3102)",
)
_SPHINX_LOCALES: Mapping[str, str] = {
    "zh": "zh_CN",
    "zh-Hans": "zh_CN",
    "zh-Hant": "zh_TW",
    "uk": "uk_UA",
    "no": "nb_NO",
    "nb": "nb_NO",
}


def is_english(tag: str) -> bool:
    """Return whether UI strings need no translation into a language: they are written in English."""
    return tag.partition("-")[0] == "en"


def load_sphinx_strings(tag: str) -> dict[str, LocalizedText]:
    """Return the UI strings that Sphinx has in a language; none for English."""
    if is_english(tag):
        return {}
    gnu = _open_sphinx_catalogue(_SPHINX_LOCALES.get(tag) or format_locale_name(tag))
    strings = _iter_sphinx_strings(gnu) if gnu else ()
    return {ours: LocalizedText(text=text, language=tag) for ours, text in strings}


class _EmptyTranslations(NullTranslations):
    """Return an empty string where Sphinx would return its message in English."""

    def gettext(self, message: str) -> str:
        """Return no text, whatever the message."""
        return ""


def _open_sphinx_catalogue(name: str) -> GNUTranslations | None:
    # Found without importing Sphinx, which takes longer than all that is done here.
    spec = find_spec("sphinx")
    for folder in spec.submodule_search_locations or () if spec else ():
        path = safe_join(Path(folder), f"locale/{name}/LC_MESSAGES/sphinx.mo")
        if path.is_file():
            with path.open("rb") as stream:
                translations = GNUTranslations(stream)
            translations.add_fallback(_EmptyTranslations())
            return translations
    return None


def _iter_sphinx_strings(gnu: GNUTranslations) -> Iterator[tuple[str, str]]:
    for message in SPHINX_MESSAGES:
        if text := gnu.gettext(message):
            yield message, text
    for ours, theirs in _RENAMED_MESSAGES.items():
        if text := gnu.gettext(theirs).replace("%s", "{arabic}"):
            yield ours, text[:1].upper() + text[1:]


def write_sphinx_strings(ui_strings: UiStrings, language: Language, into: Path) -> Path:
    """Write Sphinx's own strings as `sphinx.mo` below `into`, where Sphinx looks first; return `into`."""
    texts = {
        message: ui_strings.messages[message].text
        for message in SPHINX_MESSAGES
        if message in ui_strings.messages
    }
    write_cache_file(safe_join(into, f"{language.folder}/LC_MESSAGES/sphinx.mo"), format_mo(texts))
    return into
