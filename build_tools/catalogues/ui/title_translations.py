"""Translate the titles that another publication refers to."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from build_tools import sanitizer
from build_tools.catalogues import discovery
from build_tools.catalogues.compile import read_each_contents
from build_tools.errors import UserError
from build_tools.model import Edition, LocalizedText
from build_tools.paths import Root
from build_tools.sanitizer.message_text import split_runs


@dataclass(frozen=True, slots=True)
class SourceTitle:
    """Describe a title of the source: its page (`charter-agenda/right-1`), and its msgid."""

    page: str
    msgid: str


def translate_titles(
    root: Root, edition: Edition, wanted: Collection[SourceTitle]
) -> Mapping[SourceTitle, LocalizedText]:
    """Return each title as an edition shows it, in words without markup.

    A title that is not translated, or whose catalogue cannot be read, is in the source language;
    the build of that edition reports such a catalogue.
    """
    translations = {} if edition.is_source else _read_title_translations(root, edition, wanted)
    return {one: _make_title_text(one, translations.get(one, ""), edition) for one in wanted}


def _make_title_text(title: SourceTitle, translation: str, edition: Edition) -> LocalizedText:
    tag = edition.language.tag if translation else edition.source.tag
    runs = split_runs(translation or title.msgid, tag)
    return LocalizedText(text="".join(run.text for run in runs), language=tag)


def _read_title_translations(
    root: Root, edition: Edition, wanted: Collection[SourceTitle]
) -> dict[SourceTitle, str]:
    try:
        catalogues = discovery.find_catalogues(root, edition.language.tag, edition.publication.id)
    except UserError:
        return {}
    wanted_titles = frozenset(wanted)
    pages = {one.page for one in wanted_titles}
    files = [file for file in catalogues if file.page in pages]
    texts: dict[SourceTitle, str] = {}
    for file, outcome in zip(files, read_each_contents(files), strict=True):
        for message in () if isinstance(outcome, UserError) else outcome.messages:
            title = SourceTitle(file.page, message.msgid)
            if title in wanted_titles and message.state == "translated":
                texts[title] = sanitizer.sanitize(message.msgid, message.msgstr).text
    return texts
