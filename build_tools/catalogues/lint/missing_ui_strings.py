"""Find the UI strings that a language lacks.

These are the messages of press.pot for which neither the root's press.po, nor the project's, nor
Sphinx has a translation.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from build_tools.catalogues.discovery import require_plain_file
from build_tools.catalogues.po_reader import read_catalogue
from build_tools.model import Finding, Language, Place, UiStrings
from build_tools.paths import PROJECT_DIR, Root, safe_join

TEMPLATE = "press.pot"
CODE = "catalogue/untranslated-design"
TRANSLATE_REMEDY = "translate them; remove the “fuzzy” flag of those that have it"
UPDATE_REMEDY = "bring {file} up to date with press.pot (`editions catalogue update`) and translate them"
_MAX_SHOWN, _MAX_LENGTH = 3, 40


def check_ui_strings(language: Language, ui_strings: UiStrings, root: Root) -> Iterator[Finding]:
    """Yield one finding if UI strings are not translated; nothing for English.

    `ui_strings` are those of the language. The finding's place is the first missing one in press.po,
    or the template if the language has none.
    """
    if language.tag.partition("-")[0] == "en":
        return
    template = read_catalogue(safe_join(Root(PROJECT_DIR).locale, TEMPLATE), TEMPLATE)
    missing = [each.msgid for each in template.messages if ui_strings(each.msgid).language == "en"]
    if missing:
        yield _make_ui_finding(missing, language, root)


def _make_ui_finding(missing: list[str], language: Language, root: Root) -> Finding:
    file, lines = _find_ui_lines(language, root)
    known_lines = sorted(lines[msgid] for msgid in missing if msgid in lines)
    lines_note = f", at lines {_join_some(known_lines)}" if known_lines else ""
    msgids = sorted(missing, key=lambda msgid: lines.get(msgid, 1 << 30))
    shown = _join_some([f"“{_shorten_text(msgid)}”" for msgid in msgids])
    remedy = TRANSLATE_REMEDY if known_lines else UPDATE_REMEDY.format(file=file)
    return Finding(
        code=CODE,
        severity="warning" if lines else "note",
        message=f"{len(missing)} UI strings are not translated{lines_note}: {shown} — {remedy}",
        place=Place(file=file, line=known_lines[0] if known_lines else None),
        language=language.tag,
    )


def _join_some(items: Sequence[object]) -> str:
    return ", ".join(map(str, items[:_MAX_SHOWN])) + (" …" if len(items) > _MAX_SHOWN else "")


def _shorten_text(msgid: str) -> str:
    return msgid if len(msgid) <= _MAX_LENGTH else f"{msgid[: _MAX_LENGTH - 1].rstrip()}…"


def _find_ui_lines(language: Language, root: Root) -> tuple[str, dict[str, int]]:
    """Return the press.po that a translator would edit, and the line of each of its messages."""
    for candidate in (root, Root(PROJECT_DIR)):
        path = candidate.get_ui_catalogue(language.tag)
        if path.is_file():
            file = candidate.relativize(path)
            messages = read_catalogue(require_plain_file(path, candidate), file).messages
            return file, {one.msgid: one.line for one in messages if one.line}
    return root.relativize(root.get_ui_catalogue(language.tag)), {}
