"""Find the UI strings that a language lacks, and its catalogues that no edition reads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from build_tools.catalogues.discovery import (
    CatalogueFile,
    find_catalogues,
    list_page_names,
    require_plain_file,
)
from build_tools.catalogues.po_model import Entry
from build_tools.catalogues.po_reader import read_catalogue
from build_tools.catalogues.ui_messages import list_ui_messages
from build_tools.errors import convert_to_finding
from build_tools.model import Finding, Language, Place, Register, UiStrings
from build_tools.paths import PROJECT_DIR, Root

TRANSLATE_REMEDY = "translate them; remove the “fuzzy” flag of those that have it"
UPDATE_REMEDY = "bring {file} up to date with press.pot (`editions catalogue update`) and translate them"
_MAX_SHOWN, _MAX_LENGTH = 3, 40


def check_ui_strings(
    language: Language, ui_strings: UiStrings, root: Root, root_entries: Iterable[Entry] = ()
) -> Iterator[Finding]:
    """Yield one finding if UI strings of a language are in no press.po and not in Sphinx's catalogue.

    `root_entries` are messages of the root's own lists, looked for as well.
    """
    if language.tag.partition("-")[0] == "en":
        return
    messages = (*list_ui_messages(), *root_entries)
    missing = [each.msgid for each in messages if ui_strings(each.msgid).language == "en"]
    if missing:
        yield _make_ui_finding(missing, language, root)


def _make_ui_finding(missing: list[str], language: Language, root: Root) -> Finding:
    file, lines, is_begun = _find_ui_lines(language, root)
    known_lines = sorted(lines[msgid] for msgid in missing if msgid in lines)
    lines_note = f", at lines {_join_some(known_lines)}" if known_lines else ""
    msgids = sorted(missing, key=lambda msgid: lines.get(msgid, 1 << 30))
    shown = _join_some([f"“{_shorten_text(msgid)}”" for msgid in msgids])
    remedy = TRANSLATE_REMEDY if known_lines else UPDATE_REMEDY.format(file=file)
    return Finding(
        code="catalogue/untranslated-design",
        severity="warning" if is_begun else "note",
        message=f"{len(missing)} UI strings are not translated{lines_note}: {shown} — {remedy}",
        place=Place(file=file, line=known_lines[0] if known_lines else None),
        language=language.tag,
    )


def _join_some(items: Sequence[object]) -> str:
    return ", ".join(map(str, items[:_MAX_SHOWN])) + (" …" if len(items) > _MAX_SHOWN else "")


def _shorten_text(msgid: str) -> str:
    return msgid if len(msgid) <= _MAX_LENGTH else f"{msgid[: _MAX_LENGTH - 1].rstrip()}…"


def _find_ui_lines(language: Language, root: Root) -> tuple[str, dict[str, int], bool]:
    """Return the press.po that a translator would edit, the line of each message, and if any has a text."""
    for candidate in (root, Root(PROJECT_DIR)):
        path = candidate.get_ui_catalogue(language.tag)
        if path.is_file():
            file = candidate.relativize(path)
            messages = read_catalogue(require_plain_file(path, candidate), file).messages
            lines = {one.msgid: one.line for one in messages if one.line}
            return file, lines, any(one.msgstr for one in messages)
    return root.relativize(root.get_ui_catalogue(language.tag)), {}, False


def find_unused_catalogues(root: Root, tag: str, register: Register) -> Iterator[Finding]:
    """Yield a finding for each catalogue with translations outside the editions of a language.

    A folder or name that no publication has is an error, since its words are lost; one of a
    publication that is not published in the language is a warning. A page at the top of
    `source/`, which plain Sphinx reads, is neither. Raises UserError `catalogue/…`.
    """
    languages = {each.id: each.all_languages for each in register.publications}
    top = {page for page in list_page_names(root, "") if "/" not in page}
    for file in find_catalogues(root, tag, ""):
        name = file.page.lstrip("/")
        publication, _, page = name.partition("/")
        if name == "press" or (not page and name in top):
            continue
        if tag not in languages.get(publication, ()) or not page:
            is_known = bool(page) and publication in languages
            yield from _iter_unused_findings(file, tag, publication if is_known else "")


def _iter_unused_findings(file: CatalogueFile, tag: str, publication: str) -> Iterator[Finding]:
    if file.fault:
        yield convert_to_finding(file.fault, language=tag)
        return
    messages = read_catalogue(file.path, file.file).messages
    translated = next((message for message in messages if message.msgstr), None)
    if translated is None:
        return
    message = (
        "no publication has such a page: nothing of this catalogue is used — put it into the"
        " folder of its publication, a catalogue a page, or run editions catalogue update"
    )
    if publication:
        message = (
            f"{publication} is not published in {tag}: nothing of this catalogue is used — add"
            f" “{tag}” to its languages in source/publications.toml, or to its drafts"
        )
    yield Finding(
        code="catalogue/unpublished" if publication else "catalogue/no-page",
        severity="warning" if publication else "error",
        message=message,
        place=Place(file=file.file, line=translated.line),
    )
