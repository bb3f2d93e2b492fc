"""Run `editions catalogue review`: record in catalogues who reviewed which pages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from typing import TYPE_CHECKING

from build_tools.errors import UserError
from build_tools.model import Register, ReviewState
from build_tools.process import child
from build_tools.register import read_register, select_targets
from build_tools.tasks.options import Options

if TYPE_CHECKING:
    from build_tools.catalogues.discovery import CatalogueFile

OWN_NAMES = ("editions", "the press", "the editions press")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewOptions:
    """Describe a review on the command line: a language, and a publication, a page, or all.

    `reviewer` reviewed on the `day`; a `dry` run writes nothing.
    """

    language: str
    pages: str = ""
    state: ReviewState
    reviewer: str = ""
    day: date
    is_dry_run: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewRow:
    """Describe the result for a page: its states, and the messages covered and not covered.

    It is unchanged if nothing of it is translated.
    """

    page: str
    old_state: ReviewState
    new_state: ReviewState
    messages: int
    skipped: int
    is_unchanged: bool = False


def review_catalogues(options: Options, review_options: ReviewOptions) -> tuple[ReviewRow, ...]:
    """Record a review of a language's catalogues, of all that are selected or of none.

    Raises UserError if there is no such page, a catalogue cannot be read, or the review is
    invalid: by no person, or an approval of what was not reviewed.
    """
    from build_tools import catalogues

    register = read_register(options.root)
    request = catalogues.ReviewRequest(
        state=review_options.state,
        reviewer=review_options.reviewer,
        day=review_options.day,
        reserved_names=(*OWN_NAMES, register.publisher.name),
    )
    reviews = catalogues.prepare_reviews(
        _find_review_files(options, register, review_options), request
    )
    if not review_options.is_dry_run:
        with child.make_scratch_folder() as work:
            catalogues.record_reviews(reviews, work)
    return tuple(
        ReviewRow(
            page=page_review.page,
            old_state=page_review.old_state,
            new_state=page_review.new_state,
            messages=page_review.messages,
            skipped=page_review.skipped,
            is_unchanged=page_review.new_state != review_options.state,
        )
        for page_review in reviews
    )


def _find_review_files(
    options: Options, register: Register, review_options: ReviewOptions
) -> list[CatalogueFile]:
    from build_tools.catalogues import discovery

    publication, _, page = review_options.pages.strip("/").partition("/")
    selection = [publication] if publication else []
    targets = select_targets(register, selection, [review_options.language])
    names = dict.fromkeys(target.publication for target in targets)
    translated = [
        name
        for name in names
        if register.get_publication(name).source_language != review_options.language
    ]
    if not translated:
        message = (
            f"{review_options.language} is the language of the sources: there is nothing to review"
        )
        raise UserError("review/source", message, remedy="name a language that it is translated to")
    files = [
        file
        for name in translated
        for file in discovery.find_catalogues(options.root, review_options.language, name)
    ]
    if not files:
        message = (
            f"there is no translation of {', '.join(translated)} into {review_options.language}"
        )
        raise UserError("review/none", message, remedy="make one: editions catalogue update")
    return _select_page(files, f"{publication}/{page}" if page else "")


def _select_page(files: list[CatalogueFile], page: str) -> list[CatalogueFile]:
    name = page.removesuffix(".po").removesuffix(".rst")
    pages = [file.page for file in files]
    if name and name not in pages:
        (nearest,) = get_close_matches(name, pages, n=1, cutoff=0.0)
        message = f"there is no catalogue of a page {name}"
        raise UserError("review/page", message, remedy=f"write {nearest}, the nearest")
    return [file for file in files if name in ("", file.page)]
