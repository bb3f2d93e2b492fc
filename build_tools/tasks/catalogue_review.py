"""`editions catalogue review`: takes who read which pages, keeps it in their catalogues."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from typing import TYPE_CHECKING

from build_tools import register
from build_tools.errors import UserError
from build_tools.model import Register, ReviewState
from build_tools.press import process
from build_tools.tasks.order import Order

if TYPE_CHECKING:
    from build_tools.catalogues.found import CatalogueFile

OWN_NAMES = ("editions", "the press", "the editions press")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A review as it is asked for: a language, a publication or one page of it, nothing for all.

    `by` is who reviewed, on which `day`; a `dry` one writes nothing.
    """

    language: str
    pages: str = ""
    state: ReviewState
    by: str = ""
    day: date
    dry: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What became of a page: its states, the messages that are covered, and those that are not.

    It is left as it is where nothing of it is translated.
    """

    page: str
    was: ReviewState
    now: ReviewState
    messages: int
    left: int
    is_left: bool = False


def review(order: Order, wanted: Wanted) -> tuple[Line, ...]:
    """Record a review of a language's catalogues, of all that is named or of none.

    Raises Mendable where nothing is called so, a catalogue cannot be read, or the review is
    none: by no person, or an approval of what was not reviewed.
    """
    from build_tools import catalogues

    listed = register.read(order.root)
    asked = catalogues.ReviewRequest(
        state=wanted.state,
        reviewer=wanted.by,
        day=wanted.day,
        reserved_names=(*OWN_NAMES, listed.publisher.name),
    )
    made = catalogues.prepare_reviews(_files(order, listed, wanted), asked)
    if not wanted.dry:
        with process.scratch() as work:
            catalogues.record_reviews(made, work)
    return tuple(
        Line(
            page=one.page,
            was=one.old_state,
            now=one.new_state,
            messages=one.messages,
            left=one.skipped,
            is_left=one.new_state != wanted.state,
        )
        for one in made
    )


def _files(order: Order, listed: Register, wanted: Wanted) -> list[CatalogueFile]:
    from build_tools.catalogues import found

    publication, _, page = wanted.pages.strip("/").partition("/")
    asked = [publication] if publication else []
    targets = register.select_targets(listed, asked, [wanted.language])
    names = dict.fromkeys(target.publication for target in targets)
    translated = [
        name for name in names if listed.get_publication(name).source_language != wanted.language
    ]
    if not translated:
        message = f"{wanted.language} is the language of the sources: there is nothing to review"
        raise UserError("review/source", message, remedy="name a language that it is translated to")
    files = [
        file
        for name in translated
        for file in found.find_catalogues(order.root, wanted.language, name)
    ]
    if not files:
        message = f"there is no translation of {', '.join(translated)} into {wanted.language}"
        raise UserError("review/none", message, remedy="make one: editions catalogue update")
    return _named(files, f"{publication}/{page}" if page else "")


def _named(files: list[CatalogueFile], page: str) -> list[CatalogueFile]:
    name = page.removesuffix(".po").removesuffix(".rst")
    known = [file.page for file in files]
    if name and name not in known:
        (near,) = get_close_matches(name, known, n=1, cutoff=0.0)
        message = f"there is no catalogue of a page {name}"
        raise UserError("review/page", message, remedy=f"write {near}, the nearest")
    return [file for file in files if name in ("", file.page)]
