"""Add to a reading what a proof shows beside the text: passages, terms and findings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from build_tools.model import Finding, Passage, Place
from build_tools.paths import Root

if TYPE_CHECKING:
    from build_tools.catalogues import EditionCatalogues, Message
    from build_tools.reader.reading import Reading


def add_passages(
    reading: Reading,
    compiled: EditionCatalogues,
    root: Root,
    findings: Iterable[Finding],
    proof_pages: frozenset[str],
) -> Reading:
    """Return a reading with passages, terms and all findings, of some pages if there are `proof_pages`.

    Raises UserError `catalogue/glossary`.
    """
    from build_tools import catalogues

    edition = reading.edition
    terms = catalogues.read_glossary_terms(root, edition.source.tag, edition.language.tag)
    pages = tuple(compiled.pages.values())
    lint_findings = catalogues.downgrade_allowed_findings(catalogues.lint_pages(pages, edition, terms), pages)
    whole = replace(
        reading,
        passages=tuple(_iter_passages(reading, compiled)),
        terms=terms,
        fingerprints=catalogues.compute_page_fingerprints(pages),
        findings=tuple(dict.fromkeys((*findings, *lint_findings))),
    )
    return _select_passages(whole, compiled, proof_pages) if proof_pages else whole


def _select_passages(reading: Reading, compiled: EditionCatalogues, pages: frozenset[str]) -> Reading:
    """Return a reading with the passages, findings and coverage of some pages."""
    from build_tools import catalogues

    edition = reading.edition
    name = edition.publication.id
    passages = tuple(each for each in reading.passages if f"{name}/{each.page}" in pages)
    files = {f"source/{page}.rst" for page in pages} | {
        each.place.file for each in passages if each.place.file
    }
    pairs = [(f"{name}/{each.page}", each.message_id) for each in passages]
    status = replace(edition.review_status, coverage=catalogues.count_coverage(compiled, pairs))
    return replace(
        reading,
        edition=replace(edition, review_status=status),
        passages=passages,
        fingerprints={page: mark for page, mark in reading.fingerprints.items() if page in pages},
        findings=tuple(each for each in reading.findings if each.place.file in files),
    )


def _iter_passages(reading: Reading, compiled: EditionCatalogues) -> Iterator[Passage]:
    from build_tools.sphinx_ext.translation.message_outcomes import MessageOutcome

    publication = reading.edition.publication.id
    outcomes = {(one.page, one.msgid): one for one in reversed(reading.message_outcomes)}
    for number, (page, msgid) in enumerate(dict.fromkeys(reading.messages), start=1):
        name = f"{publication}/{page}"
        message = compiled.get_message(name, msgid)
        place = _find_message_place(compiled, name, msgid)
        outcome = outcomes.get((name, msgid)) or MessageOutcome(page=name, msgid=msgid)
        yield Passage(
            number=number,
            message_id=msgid,
            msgstr=message.msgstr if message else "",
            text=_get_displayable_text(message) if message else "",
            place=replace(place, article=outcome.article),
            page=page,
            article=outcome.article,
            kind=outcome.kind,
            state=message.state if message else "missing",
        )


def _find_message_place(compiled: EditionCatalogues, page: str, msgid: str) -> Place:
    """Return the place of a message; of one that its catalogue lacks, the catalogue."""
    place = compiled.locate_message(page, msgid)
    catalogue = compiled.pages.get(page)
    return place if place.file or not catalogue else replace(place, file=catalogue.file)


def _get_displayable_text(message: Message) -> str:
    """Return what of a translation may be shown; a fuzzy one is sanitized here."""
    from build_tools import sanitizer

    if message.state == "fuzzy":
        return sanitizer.sanitize(message.msgid, message.msgstr).text
    return message.text
