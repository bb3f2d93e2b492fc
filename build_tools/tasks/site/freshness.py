"""Say how much of a site is as it would be made now, by the states of the files that decide it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path

from build_tools.paths import (
    PROJECT_DIR,
    STYLES_DIR,
    BuildFolder,
    Root,
    compute_digest,
    iter_files,
    write_cache_file,
)
from build_tools.paths.release_folder import list_release_folders
from build_tools.site.contents import SiteContents
from build_tools.site.search_index import find_engine_file
from build_tools.tasks.build.file_watch import read_file_state

_TOOLS = ("site", "tasks/site", "render", "covers", "fonts", "images", "release")


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteState:
    """Hold digests of what a site was made from, of its files, and of what decides each language."""

    inputs: str = ""
    site: str = ""
    languages: Mapping[str, str] = field(default_factory=dict)


def read_site_state(record: Path) -> SiteState:
    """Return what was recorded of the last site; an empty state without it."""
    try:
        return SiteState(**json.loads(record.read_bytes()))
    except (OSError, ValueError, TypeError):
        return SiteState()


def write_site_state(record: Path, state: SiteState) -> None:
    """Record from what a site was made, and how it was written."""
    write_cache_file(record, json.dumps(asdict(state)).encode())


def digest_inputs(root: Root, build: BuildFolder) -> str:
    """Return a digest of the names and states of all files that a site is made from."""
    files = (*iter_files(build.path / "editions"), build.records, *_iter_shared_inputs(root, build))
    return _digest_states(files)


def digest_site(folder: Path) -> str:
    """Return a digest of the names and states of the files of a site, empty without one."""
    names = (f"{file.relative_to(folder)} {read_file_state(file)}" for file in iter_files(folder))
    return compute_digest("\n".join(names)) if folder.is_dir() else ""


def digest_languages(root: Root, build: BuildFolder, contents: SiteContents) -> Mapping[str, str]:
    """Return for each language a digest of all that decides the pages of its texts.

    They are made of its own editions, of those that they are set beside or fall back on, which are sources or
    their translations, of the names of all pages, and of what all languages share.
    """
    shared = _digest_states(_iter_shared_inputs(root, build))
    pages = [(key, sorted(one.page_names)) for key, one in sorted(contents.editions.items())]
    files = [(key, [one.name for one in own]) for key, own in sorted(contents.files.items())]
    states = {key: _digest_states(iter_files(build.get_edition_folder(*key))) for key in contents.editions}
    return {
        one.tag: compute_digest(repr((shared, pages, files, _select_states(contents, one.tag, states))))
        for one in contents.languages
    }


def _select_states(
    contents: SiteContents, tag: str, states: Mapping[tuple[str, str], str]
) -> list[tuple[tuple[str, str], str]]:
    sources = {one.id: one.source_language for one in contents.publications}
    return sorted(
        (key, state)
        for key, state in states.items()
        if tag in (key[1], sources[key[0]]) or key[1] == sources[key[0]]
    )


def _digest_states(files: Iterable[Path]) -> str:
    return compute_digest("\n".join(f"{file} {read_file_state(file)}" for file in files))


def _iter_shared_inputs(root: Root, build: BuildFolder) -> Iterator[Path]:
    yield from iter_files(build.dossiers)
    yield from sorted(root.source.glob("*.t*"))
    yield from sorted(root.source.glob("*/signatories.csv"))
    yield root.languages
    yield from sorted(root.locale.glob("*/LC_MESSAGES/press.po"))
    for release in list_release_folders(root.releases):
        yield release.manifest
    engine = find_engine_file()
    if engine is not None:
        yield engine
    yield from iter_files(STYLES_DIR)
    for name in _TOOLS:
        yield from iter_files(PROJECT_DIR / "build_tools" / name)
