"""Run `editions catalogue update`: bring the .po files up to date with the sources."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from build_tools.errors import UserError
from build_tools.model import CommandResult, Publication, Register
from build_tools.paths import Root, sweep_leftovers
from build_tools.process import pool
from build_tools.process.scratch import make_scratch_folder
from build_tools.register import language_tags, make_edition, read_register
from build_tools.register.toml_document import find_nearest_word
from build_tools.tasks.catalogue.language_lock import hold_languages
from build_tools.tasks.catalogue.saved_updates import (
    preview_updates,
    save_glossary,
    save_updates,
    save_weblate_components,
)
from build_tools.tasks.options import Clock, Echo, Options, check_report_file
from build_tools.tasks.page_selection import PageSelection, select_pages
from build_tools.tasks.report import run_with_report
from build_tools.tasks.requirements import use_requirements
from build_tools.tasks.root_lists import read_root_entries

if TYPE_CHECKING:
    from build_tools.catalogues import update

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdateResult(CommandResult):
    """Hold the result of an update: the number of catalogues, and the files that change."""

    catalogues: int
    changes: tuple[update.FileChange, ...]
    advice: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _EntryRules:
    """Say how new entries are dated, and whether a change of spelling keeps a translation."""

    creation_date: str
    keeps_respelled: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _LanguageRequest:
    tag: str
    publications: tuple[Publication, ...]


def update_catalogues(
    options: Options,
    *,
    creation_date: str,
    is_dry_run: bool,
    keeps_respelled: bool = False,
    clock: Clock,
    echo: Echo,
    on_wait: Echo,
) -> UpdateResult:
    """Bring every catalogue of the named languages up to date; write nothing in a dry run.

    `creation_date` dates new entries; with `keeps_respelled` a message keeps its translation where its source
    changed in marks or spelling alone, and a note says so. `echo` reports progress, `on_wait` a wait.
    A catalogue that cannot be read, or that somebody saves meanwhile again and again, is left as
    it is, reported as an error, and gives exit 1. Raises UserError if the register, a language or a report is
    wrong, or a source cannot be read.
    """
    reports = check_report_file(options)
    rules = _EntryRules(creation_date=creation_date, keeps_respelled=keeps_respelled)
    work = partial(_update_selection, options, rules, echo, on_wait, is_dry_run=is_dry_run)
    return run_with_report("catalogue update", reports, clock, work)


def _update_selection(
    options: Options, rules: _EntryRules, echo: Echo, on_wait: Echo, *, is_dry_run: bool
) -> UpdateResult:
    from build_tools.catalogues import update

    register = read_register(options.root)
    selection = select_pages(register, options.root, options.selection.pages)
    requests = tuple(_iter_language_requests(register, selection, options.selection.languages))
    tags = [each.tag for each in requests]
    if not is_dry_run:
        for folder in (options.root.locale, *options.root.locale.glob("*/LC_MESSAGES/**/")):
            sweep_leftovers(folder)
    with make_scratch_folder() as scratch:
        prepared = _prepare_requests(options, register, selection, requests, rules, scratch, echo)
        rounds = itertools.count()

        def compute(due: Sequence[update.UpdateRequest]) -> list[update.LanguageUpdate]:
            """Update languages from what is on the disk now."""
            works = [partial(update.update_language, request) for request in due]
            names = [request.tag for request in due]
            folder = scratch / f"languages-{next(rounds)}"
            return _run_with_progress(works, names, options.workers, folder, "languages", echo)

        if is_dry_run:
            saved = preview_updates(compute(prepared), options.root, tags)
            components = _find_weblate_change(options.root, prepared)
            saved = replace(saved, changes=(*saved.changes, *([components] if components else [])))
        else:
            with hold_languages(options.root, tags, on_wait):
                saved = save_updates(prepared, compute, options.root)
            saved = save_glossary(saved, options.root, tags)
            change = _find_weblate_change(options.root, prepared)
            saved = save_weblate_components(saved, options.root, change)
    failed = any(finding.severity == "error" for finding in saved.findings)
    return UpdateResult(
        catalogues=saved.catalogues,
        changes=saved.changes,
        advice=tuple(_iter_advice(register, requests)),
        findings=saved.findings,
        exit_code=1 if failed else 0,
    )


def _find_weblate_change(root: Root, requests: Sequence[update.UpdateRequest]) -> update.FileChange | None:
    from build_tools.catalogues import update

    if not requests:
        return None
    return update.update_weblate_components(root, requests[0].pages, sorted(requests[0].publications))


def _iter_language_requests(
    register: Register, selection: PageSelection, languages: Sequence[str]
) -> Iterator[_LanguageRequest]:
    from build_tools.catalogues import update

    published = [each for each in register.publications if each.id in selection.publications]
    known = dict.fromkeys(tag for each in published for tag in each.all_languages[1:])
    # A source that is not in English has UI strings to translate, in a file that belongs to no page.
    ui_languages = update.list_ui_languages(register) if selection.is_whole else ()
    for tag in dict.fromkeys(languages) or dict.fromkeys((*known, *ui_languages)):
        listing = tuple(each for each in published if tag in each.all_languages[1:])
        translatable = tuple(each for each in published if tag != each.source_language and tag in languages)
        if not listing and tag not in ui_languages:
            _refuse_unknown_language(tag, published)
        yield _LanguageRequest(tag=tag, publications=listing or translatable)


def _refuse_unknown_language(tag: str, published: Sequence[Publication]) -> None:
    nearest_tag = language_tags.repair_tag(tag)
    if nearest_tag != tag or not language_tags.get_native_name(tag):
        tags = dict.fromkeys(name for each in published for name in each.all_languages)
        known = [name for name in tags if name.lower() == nearest_tag.lower()] or [nearest_tag]
        raise UserError(
            "register/unknown-language",
            f"{tag} is no language tag (BCP 47) that is known",
            remedy=f"write {find_nearest_word(nearest_tag, known)}, the nearest known one",
        )
    if all(each.source_language == tag for each in published):
        message = f"{tag} is the language of the sources, which have no catalogues"
        raise UserError("register/unknown-language", message, remedy="name another with -l")


def _prepare_requests(
    options: Options,
    register: Register,
    selection: PageSelection,
    requests: Sequence[_LanguageRequest],
    rules: _EntryRules,
    scratch: Path,
    echo: Echo,
) -> list[update.UpdateRequest]:
    from build_tools.catalogues import update
    from build_tools.catalogues.discovery import list_page_names

    due = dict.fromkeys(each.id for one in requests for each in one.publications)
    templates = _extract_templates(options, register, list(due), scratch, echo)
    names = frozenset(each.id for each in register.publications)
    pages = frozenset(page for name in names for page in list_page_names(options.root, name))
    return [
        update.UpdateRequest(
            tag=request.tag,
            root=options.root,
            templates=tuple(
                t for each in request.publications for t in templates[each.id] if selection.has_page(t.page)
            ),
            pages=pages,
            publications=names,
            ui_template=_read_ui_template(options.root, register, request.tag)
            if selection.is_whole
            else None,
            creation_date=rules.creation_date,
            keeps_respelled=rules.keeps_respelled,
            is_whole=selection.is_whole,
        )
        for request in requests
    ]


def _read_ui_template(root: Root, register: Register, tag: str) -> update.Template:
    from build_tools.catalogues import update

    return update.read_ui_template(root, register, tag, read_root_entries(root, register, tag))


def _extract_templates(
    options: Options, register: Register, due: Sequence[str], scratch: Path, echo: Echo
) -> dict[str, tuple[update.Template, ...]]:
    """Return the templates of publications; Sphinx reads each in a process of its own."""
    from build_tools import reader

    use_requirements(register, options.root)
    reader.preload_extensions()
    works = [partial(_extract_publication, options.root, register, name) for name in due]
    templates = _run_with_progress(works, due, options.workers, scratch / "sources", "sources", echo)
    return dict(zip(due, templates, strict=True))


def _extract_publication(
    root: Root, register: Register, name: str, work: Path
) -> tuple[update.Template, ...]:
    from build_tools import reader
    from build_tools.catalogues import update

    publication = register.get_publication(name)
    source_edition = make_edition(register, name, publication.source_language)
    extracted = reader.extract_templates(source_edition, root, work=work)
    templates = update.read_page_templates(extracted.folder, root, publication, register.publisher)
    return update.add_message_notes(templates, extracted.notes)


def _run_with_progress(
    works: Sequence[Callable[[Path], T]],
    names: Sequence[str],
    workers: int,
    scratch: Path,
    what: str,
    echo: Echo,
) -> list[T]:
    scratch.mkdir()
    return pool.run_all(
        works,
        workers=workers,
        scratch=scratch,
        names=names,
        on_progress=lambda done: echo(f"{what}: {done} of {len(works)}"),
    )


def _iter_advice(register: Register, requests: Iterable[_LanguageRequest]) -> Iterator[str]:
    for request in requests:
        if any(request.tag in each.all_languages for each in register.publications):
            continue
        for publication in request.publications:
            tags_then = ", ".join(f'"{tag}"' for tag in (*publication.languages, request.tag))
            yield (
                f"to publish {publication.id} in {request.tag}, write in source/publications.toml,"
                f" [publications.{publication.id}]: languages = [{tags_then}];"
                f' until it is whole, drafts = ["{request.tag}"] shows it to nobody'
            )
