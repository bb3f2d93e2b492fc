"""Run `editions catalogue review`: record in catalogues who reviewed which pages."""

from __future__ import annotations

from contextlib import nullcontext
from datetime import date
from difflib import get_close_matches
from typing import TYPE_CHECKING

from build_tools.errors import UserError
from build_tools.model import Register, ReviewState
from build_tools.paths import Root
from build_tools.register import read_register, select_targets
from build_tools.tasks.catalogue.language_lock import hold_languages
from build_tools.tasks.options import Echo, Options

if TYPE_CHECKING:
    from build_tools.catalogues.discovery import CatalogueFile
    from build_tools.catalogues.review.review_record import PageReview

__all__ = ["PageReview", "review_catalogues"]

OWN_NAMES = ("editions", "the press", "the editions press")


def review_catalogues(
    options: Options,
    language: str,
    pages: str,
    *,
    state: ReviewState,
    reviewer: str,
    day: date,
    is_dry_run: bool,
    on_wait: Echo,
    fingerprint: str = "",
) -> tuple[PageReview, ...]:
    """Record a review of a language's catalogues, of all that are selected or of none.

    `pages` is a publication, a page of one, or empty for all; `on_wait` says what this command waits for;
    `fingerprint` is that of the proof which was signed.
    Raises UserError if there is no such page, a catalogue cannot be read or is saved meanwhile, or the review
    is invalid: by no person, or an approval of what was not reviewed.
    """
    from build_tools.catalogues.review import review_record, signed_text

    register = read_register(options.root)
    reserved_names = (
        *OWN_NAMES,
        register.publisher.name,
        *(one.text for one in register.publisher.names),
    )
    request = review_record.ReviewRequest(
        state=state, reviewer=reviewer, day=day, reserved_names=reserved_names
    )
    publication = pages.strip("/").partition("/")[0]
    with nullcontext() if is_dry_run else hold_languages(options.root, [language], on_wait):
        files = _find_review_files(options.root, register, language, pages)
        signed = None
        if fingerprint and state != "draft":
            proofed = _find_review_files(options.root, register, language, publication)
            signed = signed_text.find_signed_text(options.root, proofed, files, fingerprint)
        reviews = review_record.prepare_reviews(files, request, signed)
        if not is_dry_run:
            review_record.record_reviews(reviews)
    return reviews


def _find_review_files(root: Root, register: Register, language: str, pages: str) -> list[CatalogueFile]:
    from build_tools.catalogues import discovery

    publication, _, page = pages.strip("/").partition("/")
    targets = select_targets(register, [publication] if publication else [], [language])
    translated = [
        name
        for name in dict.fromkeys(target.publication for target in targets)
        if register.get_publication(name).source_language != language
    ]
    if not translated:
        message = f"{language} is the language of the sources: there is nothing to review"
        raise UserError("review/source", message, remedy="name a language that it is translated to")
    files = [file for name in translated for file in discovery.find_catalogues(root, language, name)]
    if not files:
        message = f"there is no translation of {', '.join(translated)} into {language}"
        raise UserError("review/none", message, remedy="make one: editions catalogue update")
    selected = _select_page(files, f"{publication}/{page}" if page else "")
    for file in selected:
        if file.fault:
            raise file.fault
    return selected


def _select_page(files: list[CatalogueFile], page: str) -> list[CatalogueFile]:
    name = page.removesuffix(".po").removesuffix(".rst")
    pages = [file.page for file in files]
    if name and name not in pages:
        (nearest,) = get_close_matches(name, pages, n=1, cutoff=0.0)
        message = f"there is no catalogue of a page {name}"
        raise UserError("review/page", message, remedy=f"write {nearest}, the nearest")
    return [file for file in files if name in ("", file.page)]
