"""Warnings of Sphinx about a translation: takes them with a Reading, gives them at the .po."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from build_tools.model import Finding

if TYPE_CHECKING:
    from build_tools.catalogues import EditionCatalogues, Message
    from build_tools.charter.arrivals import MessageOutcome
    from build_tools.charter.reading import Reading

_QUOTED = re.compile(r"['\"“`](.+?)['\"”`]")


def repointed(
    findings: Iterable[Finding], reading: Reading, compiled: EditionCatalogues
) -> Iterator[Finding]:
    """Yield findings; one that a translation caused names the line of its msgid.

    Sphinx knows the line of the source alone. What it quotes tells whose fault it is: a name
    that the translation has and the source has not.
    """
    at: dict[tuple[str, int], list[MessageOutcome]] = {}
    for each in reading.message_outcomes:
        at.setdefault((f"source/{each.page}", each.line), []).append(each)
    for finding in findings:
        yield _moved(finding, at, compiled)


def _moved(
    finding: Finding,
    at: Mapping[tuple[str, int], list[MessageOutcome]],
    compiled: EditionCatalogues,
) -> Finding:
    page = finding.place.file.rpartition(".")[0]
    for each in at.get((page, finding.place.line or 0), ()):
        message = compiled.get_message(each.page, each.msgid)
        if message and message.text and _caused(finding, message):
            code = finding.code.replace("source/", "catalogue/", 1)
            return replace(finding, code=code, place=compiled.locate_message(each.page, each.msgid))
    return finding


def _caused(finding: Finding, message: Message) -> bool:
    if finding.code.startswith("catalogue/"):
        return True
    named = [name.casefold() for name in _QUOTED.findall(finding.message)]
    source, text = message.msgid.casefold(), message.text.casefold()
    return any(name in text and name not in source for name in named)
