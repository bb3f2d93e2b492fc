"""Add to a reading what a proof shows beside the text: passages, terms and findings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from build_tools.model import WHOLE_PROOF, Finding, Passage, Place, ProofSelection
from build_tools.paths import Root

if TYPE_CHECKING:
    from build_tools.catalogues import EditionCatalogues, Message, ReviewedTexts
    from build_tools.reader.reading import Reading


def add_passages(
    reading: Reading,
    compiled: EditionCatalogues,
    root: Root,
    findings: Iterable[Finding],
    proof: ProofSelection,
) -> Reading:
    """Return a reading with passages, terms and all findings, of what the proof holds.

    Raises UserError `catalogue/glossary`.
    """
    from build_tools import catalogues

    edition = reading.edition
    terms = catalogues.read_glossary_terms(root, edition.source.tag, edition.language.tag)
    pages = tuple(compiled.pages.values())
    own_pages = frozenset(page for page in proof.pages if page.startswith(f"{edition.publication.id}/"))
    lint_findings = catalogues.downgrade_allowed_findings(catalogues.lint_pages(pages, edition, terms), pages)
    whole = replace(
        reading,
        passages=tuple(_iter_passages(reading, compiled)),
        terms=terms,
        fingerprints=catalogues.compute_page_fingerprints(pages),
        findings=tuple(dict.fromkeys((*findings, *lint_findings))),
        proof=replace(proof, pages=own_pages),
        reviewers={page.name: page.header_status.reviewer for page in pages if page.header_status.digests},
    )
    marked = replace(whole, passages=_mark_changes(whole, compiled, root))
    return marked if marked.proof == WHOLE_PROOF else _select_passages(marked, compiled)


def _mark_changes(reading: Reading, compiled: EditionCatalogues, root: Root) -> tuple[Passage, ...]:
    """Return the passages, those marked that are not as they were reviewed."""
    from build_tools import catalogues

    edition = reading.edition
    reviewed: ReviewedTexts = {}
    if reading.proof.since_review:  # a whole proof has the same bytes with git and without
        folder = root.get_catalogue_folder(edition.language.tag, edition.publication.id)
        reviewed = catalogues.find_reviewed_texts(root, folder, compiled.pages.values())
    passages = []
    for passage in reading.passages:
        name = f"{edition.publication.id}/{passage.page}"
        page, texts = compiled.pages.get(name), reviewed.get(name, {})
        change = catalogues.find_review_change(page, passage.message_id, texts)
        passages.append(replace(passage, change=change) if change else passage)
    return tuple(passages)


def _select_passages(reading: Reading, compiled: EditionCatalogues) -> Reading:
    """Return a reading with the passages of its proof, and their findings and coverage."""
    from build_tools import catalogues

    edition, pages = reading.edition, reading.proof.pages
    name = edition.publication.id
    of_pages = tuple(each for each in reading.passages if not pages or f"{name}/{each.page}" in pages)
    passages = tuple(each for each in of_pages if _is_selected(each, reading))
    pairs = [(f"{name}/{each.page}", each.message_id) for each in passages]
    status = replace(edition.review_status, coverage=catalogues.count_coverage(compiled, pairs))
    return replace(
        reading,
        edition=replace(edition, review_status=status),
        passages=passages,
        fingerprints={
            page: mark for page, mark in reading.fingerprints.items() if not pages or page in pages
        },
        findings=tuple(_iter_selected_findings(reading, of_pages, passages)),
    )


def _is_selected(passage: Passage, reading: Reading) -> bool:
    """Return whether a proof holds a passage of its pages: all of a page that nobody reviewed."""
    is_reviewed = f"{reading.edition.publication.id}/{passage.page}" in reading.reviewers
    return not reading.proof.since_review or passage.change is not None or not is_reviewed


def _iter_selected_findings(
    reading: Reading, of_pages: Iterable[Passage], passages: Iterable[Passage]
) -> Iterator[Finding]:
    """Yield the findings of the pages of a proof, without those beside passages that it leaves out."""
    left_out = {(each.place.file, each.place.line) for each in set(of_pages).difference(passages)}
    files = {each.place.file for each in of_pages if each.place.file}
    files |= {f"source/{page}.rst" for page in reading.proof.pages}
    for finding in reading.findings:
        place = finding.place.file, finding.place.line
        is_of_pages = not reading.proof.pages or finding.place.file in files
        if is_of_pages and (place not in left_out or finding.place.line is None):
            yield finding


def report_unchanged_text(reading: Reading) -> Iterator[Finding]:
    """Yield a note where a proof of changes holds none."""
    if reading.proof.since_review and not reading.passages:
        edition = reading.edition
        names = "; ".join(dict.fromkeys(reading.reviewers[page] for page in _list_pages(reading)))
        yield Finding(
            code="proof/unchanged",
            severity="note",
            message=f"nothing of {edition.publication.id} in {edition.language.tag} has changed since its"
            f" review: {names}",
            publication=edition.publication.id,
            language=edition.language.tag,
        )


def _list_pages(reading: Reading) -> list[str]:
    return [page for page in reading.reviewers if page in (reading.proof.pages or reading.reviewers)]


def _iter_passages(reading: Reading, compiled: EditionCatalogues) -> Iterator[Passage]:
    from build_tools import catalogues
    from build_tools.sphinx_ext.translation.message_outcomes import MessageOutcome

    publication, language = reading.edition.publication.id, reading.edition.language.tag
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
            remark_name=catalogues.make_remark_name(language, name, number, msgid),
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
