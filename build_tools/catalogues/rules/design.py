"""Words of the design that a language lacks: takes those that it has, gives one Finding.

The messages of press.pot for which neither the root's press.po, nor the press's, nor Sphinx has
a translation.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from build_tools.catalogues.found import plain_file
from build_tools.catalogues.reading import Contents, contents
from build_tools.catalogues.syntax import accepted
from build_tools.layout import PROJECT_DIR, Root, safe_join
from build_tools.model import Finding, Language, Place, UiStrings

TEMPLATE = "press.pot"
CODE = "catalogue/untranslated-design"
TRANSLATE = "translate them; where they are fuzzy, take that mark away"
BEGIN = "bring {file} up to date with press.pot (`editions catalogue update`) and translate them"
_SHOWN, _MOST = 3, 40


def design(language: Language, words: UiStrings, root: Root) -> Iterator[Finding]:
    """Yield one finding where words of the design are not translated; nothing for English.

    `words` are those of the language. The finding stands at the first that is missing in
    press.po, or at the template where the language has none.
    """
    if language.tag.partition("-")[0] == "en":
        return
    template = _read(safe_join(Root(PROJECT_DIR).locale, TEMPLATE), Root(PROJECT_DIR))
    missing = [each.msgid for each in template.messages if words(each.msgid).language == "en"]
    if missing:
        yield _finding(missing, language, root)


def _read(path: Path, root: Root) -> Contents:
    file = root.relativize(path)
    (catalogue,) = accepted([(path, file)])
    return contents(catalogue, file)


def _finding(missing: list[str], language: Language, root: Root) -> Finding:
    """The finding about words that are missing, at the first of them that press.po has."""
    file, lines = _standing(language, root)
    there = sorted(lines[msgid] for msgid in missing if msgid in lines)
    at = f", at lines {_some(there)}" if there else ""
    words = [f"“{_cut(msgid)}”" for msgid in sorted(missing, key=lambda id: lines.get(id, 1 << 30))]
    return Finding(
        code=CODE,
        severity="warning" if lines else "note",
        message=f"{len(missing)} words or phrases of the design are not translated{at}:"
        f" {_some(words)} — {TRANSLATE if there else BEGIN.format(file=file)}",
        place=Place(file=file, line=there[0] if there else None),
        language=language.tag,
    )


def _some(found: Sequence[object]) -> str:
    return ", ".join(map(str, found[:_SHOWN])) + (" …" if len(found) > _SHOWN else "")


def _cut(msgid: str) -> str:
    return msgid if len(msgid) <= _MOST else f"{msgid[: _MOST - 1].rstrip()}…"


def _standing(language: Language, root: Root) -> tuple[str, dict[str, int]]:
    """The press.po that a translator would open, and the line of each of its messages."""
    for each in (root, Root(PROJECT_DIR)):
        path = each.get_ui_catalogue(language.tag)
        if path.is_file():
            messages = _read(plain_file(path, each), each).messages
            return each.relativize(path), {one.msgid: one.line for one in messages if one.line}
    return root.relativize(root.get_ui_catalogue(language.tag)), {}
