"""Titles as another publication names them: takes a root and an edition, gives their words."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from build_tools.catalogues import found
from build_tools.catalogues.compiling import outcomes_of
from build_tools.charter import gate
from build_tools.charter.gate.showing import shown
from build_tools.errors import UserError
from build_tools.layout import Root
from build_tools.model import Edition, LocalizedText


@dataclass(frozen=True, slots=True)
class Title:
    """A title of the source: its page (`charter-agenda/right-1`), and its words as a msgid."""

    page: str
    msgid: str


def titles(
    root: Root, edition: Edition, wanted: Collection[Title]
) -> Mapping[Title, LocalizedText]:
    """Return each title as an edition shows it, in words without marks.

    What is not translated there, or cannot be read (as is told where that edition is built), is
    in the language of its source.
    """
    known = {} if edition.is_source else _translations(root, edition, wanted)
    return {one: _word(one, known.get(one, ""), edition) for one in wanted}


def _word(title: Title, translation: str, edition: Edition) -> LocalizedText:
    tag = edition.language.tag if translation else edition.source.tag
    runs = shown(translation or title.msgid, tag)
    return LocalizedText(text="".join(run.words for run in runs), language=tag)


def _translations(root: Root, edition: Edition, wanted: Collection[Title]) -> dict[Title, str]:
    try:
        every = found.catalogues(root, edition.language.tag, edition.publication.id)
    except UserError:
        return {}
    asked = frozenset(wanted)
    pages = {one.page for one in asked}
    files = [file for file in every if file.page in pages]
    texts: dict[Title, str] = {}
    for file, held in zip(files, outcomes_of(files), strict=True):
        for message in () if isinstance(held, UserError) else held.messages:
            title = Title(file.page, message.msgid)
            if title in asked and message.state == "translated":
                texts[title] = gate.admit(message.msgid, message.msgstr).text
    return texts
