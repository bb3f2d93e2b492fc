"""Report missing glyphs of an edition, and put Sphinx's warnings at the lines of its catalogues."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from build_tools.model import FORMATS, Finding, Place
from build_tools.paths import Root

if TYPE_CHECKING:
    from build_tools.catalogues import EditionCatalogues, Message
    from build_tools.reader.reading import Reading
    from build_tools.sphinx_ext.translation.message_outcomes import MessageOutcome

MAX_LISTED = 12
_QUOTED = re.compile(r"['\"“`](.+?)['\"”`]")


def report_missing_glyphs(reading: Reading, compiled: EditionCatalogues, root: Root) -> Iterator[Finding]:
    """Yield a warning at the first character that would be a box. Raises UserError `fonts/…`."""
    characters = _find_missing_glyphs(reading)
    if not characters:
        return
    edition, tag = reading.edition, reading.edition.language.tag
    setting = ", ".join(f'"{name}"' for name in (*edition.typefaces[:1], "…"))
    yield Finding(
        code="fonts/letter",
        severity="warning",
        message=f"no font of {tag} has {_list_characters(characters)} — name a font that has them"
        f" too, in locale/languages.toml: [{tag}] fonts = [{setting}]",
        place=_find_in_catalogues(characters, compiled) or _find_in_sources(reading, characters, root),
        publication=edition.publication.id,
        language=tag,
    )


def _find_missing_glyphs(reading: Reading) -> frozenset[str]:
    """Return the characters that a format, which may name other languages, would set in no font."""
    from build_tools import fonts

    edition = reading.edition
    names_siblings = all(FORMATS[name].links_editions for name in edition.publication.formats)
    siblings = edition.siblings if names_siblings else ()
    faces = fonts.select_fonts(edition.language, (edition.source, *siblings))
    return fonts.find_missing_glyphs(faces, reading.characters)


def _list_characters(characters: frozenset[str]) -> str:
    names = [f"{letter} (U+{ord(letter):04X})" for letter in sorted(characters)]
    more = f" and {len(names) - MAX_LISTED} more" if len(names) > MAX_LISTED else ""
    return f"the letter{'s' * (len(names) > 1)} {', '.join(names[:MAX_LISTED])}{more}"


def _find_in_catalogues(characters: frozenset[str], compiled: EditionCatalogues) -> Place | None:
    places = (
        message.make_place(page.file)
        for page in compiled.pages.values()
        for message in page.messages.values()
        if not characters.isdisjoint(message.text)
    )
    return next(places, None)


def _find_in_sources(reading: Reading, characters: frozenset[str], root: Root) -> Place:
    from build_tools.reader.characters import find_character_place

    trees = map(reading.get_doctree, reading.chapters)
    places = (find_character_place(tree, characters, root.path) for tree in trees)
    return next((place for place in places if place), Place())


def relocate_warnings(
    findings: Iterable[Finding], reading: Reading, compiled: EditionCatalogues
) -> Iterator[Finding]:
    """Yield findings; one that a translation caused gets the line of its msgid.

    What Sphinx quotes shows the cause: a name that is in the translation and not in the source.
    """
    outcomes_by_line: dict[tuple[str, int], list[MessageOutcome]] = {}
    for outcome in reading.message_outcomes:
        outcomes_by_line.setdefault((f"source/{outcome.page}", outcome.line), []).append(outcome)
    for finding in findings:
        yield _relocate_finding(finding, outcomes_by_line, compiled)


def _relocate_finding(
    finding: Finding,
    outcomes_by_line: Mapping[tuple[str, int], list[MessageOutcome]],
    compiled: EditionCatalogues,
) -> Finding:
    page = finding.place.file.rpartition(".")[0]
    for outcome in outcomes_by_line.get((page, finding.place.line or 0), ()):
        message = compiled.get_message(outcome.page, outcome.msgid)
        if message and message.text and _is_about_translation(finding, message):
            code = finding.code.replace("source/", "catalogue/", 1)
            place = compiled.locate_message(outcome.page, outcome.msgid)
            return replace(finding, code=code, place=place)
    return finding


def _is_about_translation(finding: Finding, message: Message) -> bool:
    if finding.code.startswith("catalogue/"):
        return True
    names = [name.casefold() for name in _QUOTED.findall(finding.message)]
    source, text = message.msgid.casefold(), message.text.casefold()
    return any(name in text and name not in source for name in names)
