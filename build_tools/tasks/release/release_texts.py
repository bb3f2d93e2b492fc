"""Read the articles of every edition of a release, or of the texts as they stand."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from build_tools.errors import UserError
from build_tools.model import Place, Register, Target, find_page_format
from build_tools.model.release import Manifest, ReleasedEdition
from build_tools.paths import BuildFolder, compute_digest, iter_files, safe_join
from build_tools.paths.release_folder import MANIFEST, ReleaseFolder
from build_tools.process.plain_file import read_plain_file
from build_tools.register import select_targets
from build_tools.release.article_text import Article, PageText, read_page_text
from build_tools.release.manifest import REMEDY, read_manifest
from build_tools.release.versions import parse_version

NOW = "now"
STYLE, INDEX = "style.css", "index.html"
_LINK = re.compile(rb"""href="([^"#:?]{1,200}\.html)""")
# Their names and ranges follow the letters of the text.
_FONT_FACE = re.compile(rb"@font-face\s*\{[^{}]*\}")
MAX_PAGE_BYTES = 16_000_000
# They become names of files of a comparison.
_NAME = re.compile(r"[A-Za-z0-9][\w.-]{0,99}", re.ASCII)
_TAG = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,5}")
EditionName = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionText:
    """Hold the articles of an html edition; `folder` is that of its pages.

    `style` is a digest of its CSS without its fonts; `addresses` and `ids` are those of its pages.
    """

    folder: Path
    articles: tuple[Article, ...] = ()
    addresses: Mapping[str, str] = field(default_factory=dict)
    ids: frozenset[str] = frozenset()
    style: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseText:
    """Hold the editions of a release by publication and language; its name is its version, or `now`.

    `languages` are all that it has, of which some may not have been asked for.
    """

    name: str
    editions: Mapping[EditionName, EditionText] = field(default_factory=dict)
    languages: frozenset[str] = frozenset()

    @property
    def publications(self) -> frozenset[str]:
        """Return its publications."""
        return frozenset(publication for publication, _ in self.editions)


@dataclass(slots=True)
class PageReader:
    """Read pages, each text once: most are the same in two releases."""

    pages: dict[tuple[str, bytes], PageText] = field(default_factory=dict)

    def read_edition(self, folder: Path, files: Iterable[tuple[Path, str]]) -> EditionText:
        """Return an edition from its files, each with its name in errors. Raises UserError `release/…`."""
        contents = {
            file.relative_to(folder).as_posix(): read_release_file(file, name) for file, name in files
        }
        style = contents.pop(STYLE, b"")
        pages = {
            name: self._read_page(contents[name], name.removesuffix(".html"))
            for name in _sort_pages(contents)
        }
        first = pages.get(INDEX, PageText()).articles[:1]
        return EditionText(
            folder=folder,
            articles=tuple(one for page in pages.values() for one in page.articles),
            addresses={id: owner for page in pages.values() for id, owner in page.addresses.items()},
            ids=frozenset[str]().union(*(page.ids for page in pages.values())),
            style=compute_digest(_FONT_FACE.sub(b"", style)),
            title=first[0].title if first else "",
        )

    def _read_page(self, raw: bytes, name: str) -> PageText:
        key = (name, raw)
        if key not in self.pages:
            self.pages[key] = read_page_text(raw.decode("utf-8", "replace"), name)
        return self.pages[key]


def _sort_pages(contents: Mapping[str, bytes]) -> list[str]:
    """Return the names of pages as the first page leads to them, then the others."""
    linked = (found.decode("utf-8", "replace") for found in _LINK.findall(contents.get(INDEX, b"")))
    known = [name for name in (INDEX, *linked) if name in contents]
    return list(dict.fromkeys((*known, *sorted(contents))))


def read_release_file(file: Path, name: str, remedy: str = REMEDY) -> bytes:
    """Return the bytes of a page, called `name` in errors. Raises UserError `release/missing-file`."""
    try:
        return read_plain_file(file, MAX_PAGE_BYTES, file=name)
    except OSError as error:
        message = f"the manifest names it, and it cannot be read: {error.strerror}"
        raise UserError("release/missing-file", message, remedy=remedy, place=Place(file=name)) from error


def read_release(folder: Path, reader: PageReader, languages: Collection[str] = ()) -> ReleaseText:
    """Return the texts of a release, in these languages or in all.

    Raises what `read_manifest` does, `release/missing-file` where a page is gone, `release/manifest` for a
    name that is none, and `layout/outside` for a path that leaves the release.
    """
    release = ReleaseFolder(folder)
    manifest = read_manifest(release)
    parse_version(manifest.version)
    listed = _list_edition_files(manifest)
    editions = {}
    for edition in manifest.editions:
        _check_names(edition, release)
        target = edition.target
        if target.format == find_page_format() and (not languages or target.language in languages):
            home = PurePosixPath(edition.path).parent.as_posix()
            files = [(safe_join(folder, path), f"{folder.name}/{path}") for path in listed.get(home, ())]
            editions[target.publication, target.language] = reader.read_edition(
                safe_join(folder, home), files
            )
    every = frozenset(
        one.target.language for one in manifest.editions if one.target.format == find_page_format()
    )
    return ReleaseText(name=manifest.version, editions=editions, languages=every)


def _check_names(edition: ReleasedEdition, release: ReleaseFolder) -> None:
    target = edition.target
    if not _NAME.fullmatch(target.publication) or not _TAG.fullmatch(target.language):
        message = f"{f'{target.publication} {target.language}'[:60]!r} names no edition"
        place = Place(file=f"{release.path.name}/{MANIFEST}")
        raise UserError("release/manifest", message, remedy=REMEDY, place=place)
    safe_join(release.path, edition.path)


def _list_edition_files(manifest: Manifest) -> dict[str, list[str]]:
    """Return the pages and the style sheet of each html edition, by the folder of its main file."""
    homes = {
        PurePosixPath(one.path).parent.as_posix(): [one.path]
        for one in manifest.editions
        if one.target.format == find_page_format()
    }
    for file in manifest.files:
        path = PurePosixPath(file.path)
        is_wanted = path.suffix == ".html" or path.name == STYLE
        home = next((one for one in map(PurePosixPath.as_posix, path.parents) if one in homes), "")
        if is_wanted and home and file.path not in homes[home]:
            homes[home].append(file.path)
    return homes


def read_current_texts(
    register: Register,
    build: BuildFolder,
    reader: PageReader,
    languages: Collection[str],
    apart: Mapping[str, BuildFolder],
) -> ReleaseText:
    """Return the texts as they are built, in these languages or in all.

    `apart` are the folders of publications that are not built into the usual one.
    """
    editions = {}
    for one in select_targets(register, (), sorted(languages), (find_page_format(),)):
        folder = apart.get(one.publication, build)
        if folder.get_main_file(one).is_file():
            files = _iter_built_files(folder, one)
            editions[one.publication, one.language] = reader.read_edition(folder.get_output(one), files)
    return ReleaseText(
        name=NOW,
        languages=frozenset(tag for one in register.publications for tag in one.all_languages),
        editions=editions,
    )


def _iter_built_files(build: BuildFolder, target: Target) -> Iterator[tuple[Path, str]]:
    folder = build.get_output(target)
    for file in iter_files(folder):
        if file.suffix == ".html" or (file.name == STYLE and file.parent == folder):
            yield file, file.name
