"""`editions catalogue update`: takes an Order, brings the .po files up to the sources."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from build_tools import register
from build_tools.errors import UserError
from build_tools.layout import Root, safe_join, write_atomically
from build_tools.model import CommandResult, Finding, Place, Publication, Register
from build_tools.press import lanes, process
from build_tools.register import tags
from build_tools.register.document import find_nearest_word
from build_tools.tasks import places
from build_tools.tasks.order import Clock, Order, Say
from build_tools.tasks.report import reported

if TYPE_CHECKING:
    from build_tools.catalogues import updating

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Update:
    """What an update did, or would do: how many catalogues there are, and which files change."""

    catalogues: int
    changes: tuple[updating.FileChange, ...]
    advice: tuple[str, ...]
    result: CommandResult


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """A language to bring up to date, and the publications that it must have."""

    tag: str
    publications: tuple[Publication, ...]


def update(order: Order, *, now: str, dry: bool, clock: Clock, say: Say) -> Update:
    """Bring every catalogue of the languages that are named up to date; write nothing if `dry`.

    `now` dates what is new, `say` is told how far it has come. A catalogue that cannot be read
    is left as it is, told as an error, and gives exit 1. Raises Mendable where the register, a
    language or a report is wrong, or a source cannot be read.
    """
    done: list[Update] = []

    def work() -> CommandResult:
        """Do the update, and give what its report tells."""
        done.append(_update(order, now=now, dry=dry, say=say))
        return done[0].result

    reported("catalogue update", places.report(order), clock, work)
    return done[0]


def _update(order: Order, *, now: str, dry: bool, say: Say) -> Update:
    listed = register.read(order.root)
    asked = tuple(_asked(listed, order.selection.languages))
    with process.scratch() as scratch:
        updated = _languages(order, listed, asked, now, scratch, say)
    changes = [change for each in updated for change in each.changes]
    changes += _glossary(order.root, [each.tag for each in asked])
    unwritten = () if dry else tuple(_written(changes, order.root))
    findings = (*(finding for each in updated for finding in each.findings), *unwritten)
    failed = any(finding.severity == "error" for finding in findings)
    as_they_were = {finding.place.file for finding in unwritten}
    return Update(
        catalogues=sum(each.catalogues for each in updated),
        changes=tuple(change for change in changes if change.file not in as_they_were),
        advice=tuple(_advice(listed, asked)),
        result=CommandResult(findings=findings, exit_code=1 if failed else 0),
    )


def _asked(listed: Register, languages: Sequence[str]) -> Iterator[_Asked]:
    """Yield the languages that are named, else all that the register translates into."""
    published = listed.publications
    known = dict.fromkeys(tag for each in published for tag in each.languages[1:])
    for tag in dict.fromkeys(languages) or known:
        listing = tuple(each for each in published if tag in each.languages[1:])
        if not listing:
            _refuse_odd(tag, published)
        others = tuple(each for each in published if tag != each.source_language)
        yield _Asked(tag=tag, publications=listing or others)


def _refuse_odd(tag: str, published: Sequence[Publication]) -> None:
    near = tags.repair_tag(tag)
    if near != tag or not tags.get_native_name(tag):
        listed = dict.fromkeys(name for each in published for name in each.languages)
        known = [name for name in listed if name.lower() == near.lower()] or [near]
        raise UserError(
            "register/unknown-language",
            f"{tag} is no language tag (BCP 47) that is known",
            remedy=f"write {find_nearest_word(near, known)}, the nearest known one",
        )
    if all(each.source_language == tag for each in published):
        message = f"{tag} is the language of the sources, which have no catalogues"
        raise UserError("register/unknown-language", message, remedy="name another with -l")


def _languages(
    order: Order,
    listed: Register,
    asked: Sequence[_Asked],
    now: str,
    scratch: Path,
    say: Say,
) -> list[updating.LanguageUpdate]:
    from build_tools.catalogues import found, updating

    due = dict.fromkeys(each.id for one in asked for each in one.publications)
    made = _templates(order, listed, list(due), scratch, say)
    design = updating.read_ui_template(order.root)
    names = frozenset(each.id for each in listed.publications)
    pages = frozenset(page for name in names for page in found.list_page_names(order.root, name))
    tongues = [
        updating.UpdateRequest(
            tag=one.tag,
            root=order.root,
            templates=tuple(t for each in one.publications for t in made[each.id]),
            pages=pages,
            publications=names,
            ui_template=design,
            creation_date=now,
        )
        for one in asked
    ]
    works = [partial(updating.update_language, tongue) for tongue in tongues]
    return _done(works, order.workers, scratch / "languages", "languages", say)


def _templates(
    order: Order, listed: Register, due: Sequence[str], scratch: Path, say: Say
) -> dict[str, tuple[updating.Template, ...]]:
    """Return what there is to translate of publications: Sphinx reads each in its own process."""
    from build_tools import doctree

    doctree.prepare()
    works = [partial(_extracted, order.root, listed, name) for name in due]
    found = _done(works, order.workers, scratch / "sources", "sources", say)
    return dict(zip(due, found, strict=True))


def _extracted(
    root: Root, listed: Register, name: str, work: Path
) -> tuple[updating.Template, ...]:
    from build_tools import doctree
    from build_tools.catalogues import updating

    publication = listed.get_publication(name)
    first = register.make_edition(listed, name, publication.source_language)
    folder = doctree.extract(first, root, work=work)
    return updating.read_page_templates(folder, root, publication, listed.publisher)


def _done(
    works: Sequence[Callable[[Path], T]], workers: int, scratch: Path, what: str, say: Say
) -> list[T]:
    """Do every work, say how far it has come, and return their answers."""
    scratch.mkdir()

    def told(done: int) -> None:
        """Say how many of them are done."""
        say(f"{what}: {done} of {len(works)}")

    return lanes.answers(works, workers=workers, scratch=scratch, told=told)


def _glossary(root: Root, languages: Iterable[str]) -> list[updating.FileChange]:
    from build_tools.catalogues import updating

    change = updating.add_glossary_columns(root, languages)
    return [change] if change else []


def _written(changes: Iterable[updating.FileChange], root: Root) -> Iterator[Finding]:
    """Move each file into its place, whole; tell those that the disk refuses."""
    for change in changes:
        try:
            with process.undisturbed():
                write_atomically(safe_join(root.path, change.file).resolve(), change.data)
        except OSError as error:
            yield Finding(
                code="catalogue/unwritten",
                severity="error",
                message=f"cannot be written: {error.strerror} — let it be written, then update",
                place=Place(file=change.file),
            )


def _advice(listed: Register, asked: Iterable[_Asked]) -> Iterator[str]:
    for one in asked:
        if any(one.tag in each.languages for each in listed.publications):
            continue
        for each in one.publications:
            tags_then = ", ".join(f'"{tag}"' for tag in (*each.languages, one.tag))
            yield (
                f"to publish {each.id} in {one.tag}, write in source/publications.toml,"
                f" [publications.{each.id}]: languages = [{tags_then}]"
            )
