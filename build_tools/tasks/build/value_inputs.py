"""Make inputs of values: what the register says of an edition, what a proof holds, a date."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import fields
from datetime import date

from build_tools.model import (
    FORMATS,
    Input,
    Language,
    ProofSelection,
    Publication,
    Publisher,
    Register,
    Target,
)
from build_tools.paths import compute_digest

LINKING_FIELDS = {"languages", "formats"}
IGNORED_FIELDS = {"id", "assessments", "drafts", "folios", "errata", "partial", "versions"}


def iter_register_inputs(register: Register, target: Target) -> Iterator[Input]:
    """Yield what the register says of a target's publication and of its publisher, a field each."""
    publication = register.get_publication(target.publication)
    links = FORMATS[target.format].links_editions
    left_out = IGNORED_FIELDS if links else IGNORED_FIELDS | LINKING_FIELDS
    if target.language == publication.source_language:
        left_out = left_out | {"requires"}  # it is told what a translation lacks of it, no other
    yield from _iter_field_inputs("register", publication.id, publication, left_out)
    if FORMATS[target.format].is_published and not FORMATS[target.format].is_default:
        yield make_listed_input(target, is_listed=target.format in publication.formats)
    assessment = publication.find_assessment(target.language, target.format)
    if assessment:
        yield make_value_input("register", f"{publication.id}.assessed", assessment)
    yield make_value_input(
        "register", f"{publication.id}.versions", publication.list_earlier_versions(target.language)
    )
    if FORMATS[target.format].lists_folios:
        yield make_value_input(
            "register", f"{publication.id}.folios", publication.list_folios(target.language)
        )
    yield make_value_input("register", f"{publication.id}.errata", publication.list_errata(target.language))
    yield from _iter_field_inputs("register", "publisher", register.publisher, ())


def make_listed_input(target: Target, *, is_listed: bool) -> Input:
    """Return the input of a book that is built by name too: whether the register lists it."""
    return make_value_input("register", f"{target.publication}.formats", is_listed)


def iter_language_inputs(register: Register, target: Target) -> Iterator[Input]:
    """Yield the fields of a target's two languages, and the names of those that it links to."""
    publication, known = register.get_publication(target.publication), register.languages
    for tag in dict.fromkeys((target.language, publication.source_language)):
        yield from _iter_field_inputs("language", tag, known[tag], {"tag"})
    if FORMATS[target.format].links_editions:
        for tag in publication.languages:
            yield make_value_input("language", f"{tag}, as others name it", (tag, known[tag].name))


def iter_proof_inputs(proof: ProofSelection, target: Target) -> Iterator[Input]:
    """Yield the pages that a proof is of, and that it holds changes alone; nothing where it is whole."""
    if not FORMATS[target.format].compares_source:
        return
    for page in sorted(proof.pages):
        if page.partition("/")[0] == target.publication:
            yield make_value_input("page", page, page)
    if proof.since_review:
        yield make_value_input("passages", "new or changed since the review", proof.since_review)


def make_date_input(epoch: date | None) -> Input:
    """Return the input of SOURCE_DATE_EPOCH, of no date where it is not set."""
    day = epoch.isoformat() if epoch else ""
    return Input(kind="date", name="SOURCE_DATE_EPOCH", digest=compute_digest(day), label=day)


def iter_draft_inputs(*, is_draft: bool) -> Iterator[Input]:
    """Yield the input of the mark of a draft, none where there is no mark."""
    if is_draft:
        yield make_value_input("draft", "mark on every page", is_draft)


def make_value_input(kind: str, name: str, value: object) -> Input:
    """Return the input of any value that `repr` writes in full."""
    return Input(kind=kind, name=name, digest=compute_digest(repr(value)))


def _iter_field_inputs(
    kind: str, prefix: str, value: Publication | Publisher | Language, left_out: Collection[str]
) -> Iterator[Input]:
    """Yield an input for each field of a dataclass but those that are left out."""
    for name in (each.name for each in fields(value) if each.name not in left_out):
        yield make_value_input(kind, f"{prefix}.{name}", getattr(value, name))
