"""Relocate Sphinx's warnings about a translation to its line in the .po file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from build_tools.model import Finding

if TYPE_CHECKING:
    from build_tools.catalogues import EditionCatalogues, Message
    from build_tools.reader.reading import Reading
    from build_tools.sphinx_ext.translation.message_outcomes import MessageOutcome

_QUOTED = re.compile(r"['\"“`](.+?)['\"”`]")


def relocate_warnings(
    findings: Iterable[Finding], reading: Reading, compiled: EditionCatalogues
) -> Iterator[Finding]:
    """Yield findings; one that a translation caused gets the line of its msgid.

    Sphinx knows the line of the source alone. What it quotes shows the cause: a name that is in
    the translation and not in the source.
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
