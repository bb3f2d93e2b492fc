"""Run `editions site`: make the whole site beside its place, then put it there."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from build_tools.errors import convert_to_finding
from build_tools.model import CommandResult, Finding, Register
from build_tools.paths import iter_files, make_staging_folder, move_cache_folder, sweep_leftovers
from build_tools.process import os_errors
from build_tools.process.lock import hold_build_folder
from build_tools.process.pool import run_all
from build_tools.process.scratch import make_scratch_folder
from build_tools.register import read_register
from build_tools.render.templates import load_templates
from build_tools.site.contents import SiteContents
from build_tools.site.own_pages import list_own_pages
from build_tools.site.page_renderer import TEMPLATES
from build_tools.site.search_index import (
    can_search,
    make_search_engine_error,
    write_search_index,
)
from build_tools.tasks.options import Echo, Options, check_output
from build_tools.tasks.release.page_strings import load_page_strings
from build_tools.tasks.site.freshness import (
    SiteState,
    digest_inputs,
    digest_languages,
    digest_site,
    read_site_state,
    write_site_state,
)
from build_tools.tasks.site.language_pages import LanguageWriter, make_site_language
from build_tools.tasks.site.reading import find_unbuilt_editions, read_site_contents
from build_tools.tasks.site.released_files import (
    copy_releases,
    list_release_links,
    read_site_releases,
    write_comparisons,
)
from build_tools.tasks.site.search_records import iter_search_records
from build_tools.tasks.site.site_files import write_shared_files

NOT_FOUND = "There is no page at this address."


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteResult(CommandResult):
    """Hold the folder of a site and the number of its pages; `is_fresh` where nothing had to be done."""

    folder: Path
    pages: int = 0
    is_fresh: bool = False


def make_site(options: Options, echo: Echo, on_progress: Callable[[int, int], None]) -> SiteResult:
    """Make the site of the finished editions of a root, whole or not at all; do nothing if it is there.

    `on_progress` is called with how many parts are written, and of how many. Raises UserError where no
    edition is built, or for an error in the register, topics, events, cities or releases.
    """
    check_output(options)
    build = options.build
    with os_errors.raise_as_lines(options.root.path, build.path), hold_build_folder(build, echo):
        register = read_register(options.root)
        findings = (*find_unbuilt_editions(build, register), *_find_missing_search())
        inputs, last = digest_inputs(options.root, build), _read_last_state(options)
        if last.inputs == inputs:
            pages = _count_pages(build.site)
            return SiteResult(folder=build.site, pages=pages, is_fresh=True, findings=findings)
        sweep_leftovers(build.path)
        with make_staging_folder(build.path, build.site.name) as staging:
            languages = _write_site(options, register, last, staging, on_progress)
            pages = _count_pages(staging)
            move_cache_folder(staging, build.site)
        state = SiteState(inputs=inputs, site=digest_site(build.site), languages=languages)
        write_site_state(build.site_state, state)
        return SiteResult(folder=build.site, pages=pages, findings=findings)


def _read_last_state(options: Options) -> SiteState:
    """Return what was recorded of the site that is there; nothing if it was changed, or all is made anew."""
    state = SiteState() if options.force else read_site_state(options.build.site_state)
    is_intact = state.site and state.site == digest_site(options.build.site)
    return state if is_intact else SiteState()


def _find_missing_search() -> tuple[Finding, ...]:
    """Return a warning where the program that indexes the texts is not installed."""
    if can_search():
        return ()
    error = make_search_engine_error()
    return (replace(convert_to_finding(error), severity="warning"),)


def _count_pages(folder: Path) -> int:
    return sum(file.suffix == ".html" for file in iter_files(folder))


def _write_site(
    options: Options,
    register: Register,
    last: SiteState,
    staging: Path,
    on_progress: Callable[[int, int], None],
) -> Mapping[str, str]:
    """Write the whole site; return digests of what decides the texts of each language.

    Texts whose digest is that of the last site are taken from it.
    """
    published = read_site_releases(options)
    contents = read_site_contents(
        options.root,
        options.build,
        register,
        list_release_links(published),
        has_search=can_search(),
    )
    copy_releases(published, staging)
    write_comparisons(options, published, staging)
    languages = digest_languages(options.root, options.build, contents)
    kept = frozenset(tag for tag, digest in languages.items() if last.languages.get(tag) == digest)
    _write_parts(options, contents, kept, staging, on_progress)
    return languages


def _write_parts(
    options: Options,
    contents: SiteContents,
    kept: frozenset[str],
    staging: Path,
    on_progress: Callable[[int, int], None],
) -> None:
    """Write the search index, what all pages share, and the pages of each language, each in a process."""
    writers = [
        LanguageWriter(
            contents=contents,
            language=one,
            root=options.root,
            build=options.build,
            folder=staging,
            last=options.build.site if one.tag in kept else None,
        )
        for one in contents.languages
    ]
    parts: dict[str, Callable[[Path], None]] = {
        "the search of the site": partial(_write_search, options, contents, staging),
        "the addresses of the site": partial(_write_shared, options, contents, staging),
        **{f"the site in {one.language.tag}": partial(_write_language, one) for one in writers},
    }
    load_templates(TEMPLATES)
    with make_scratch_folder() as scratch:
        run_all(
            list(parts.values()),
            workers=options.workers,
            scratch=scratch,
            names=list(parts),
            on_progress=lambda count: on_progress(count, len(parts)),
        )


def _write_language(writer: LanguageWriter, _scratch: Path) -> None:
    writer.write()


def _write_search(options: Options, contents: SiteContents, staging: Path, _scratch: Path) -> None:
    if contents.has_search:
        sites = (make_site_language(contents, one, options.root) for one in contents.languages)
        records = (record for site in sites for record in iter_search_records(site))
        write_search_index(records, staging / "pagefind")


def _write_shared(options: Options, contents: SiteContents, staging: Path, _scratch: Path) -> None:
    own_pages = tuple(one.name for one in list_own_pages(contents))
    lost = {one.tag: load_page_strings(one, options.root)(NOT_FOUND).text for one in contents.languages}
    write_shared_files(contents, own_pages, lost, options.build.dossiers, staging)
