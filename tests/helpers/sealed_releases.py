"""Make a release of small files that is valid, so that a test can break one thing in it."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from build_tools.model import Coverage, OutputFile, Target
from build_tools.model.release import Manifest, ReleasedEdition
from build_tools.paths import compute_digest
from build_tools.paths.release_folder import MANIFEST, SEALS, ReleaseFolder
from build_tools.release.edition_check import count_pdf_pages
from build_tools.release.manifest import format_manifest
from build_tools.release.minisign import SecretKey, sign
from build_tools.release.provenance import BuildSources, format_provenance
from build_tools.release.source_archive import iter_archive, write_source_archive
from build_tools.release.sums import format_sums

VERSION = "2026.2"
TOOLS, FONTS = {"python": "3.11", "zlib": "1.3"}, {"serif.otf": "f" * 64}
COVERAGE = Coverage(words=9, translated=6, fuzzy=2, missing=1)
SOURCES = {
    "source/publications.toml": b"[publications.a]\n",
    "source/a/index.rst": b"The Rules\n=========\n",
    "locale/fr/LC_MESSAGES/a.po": b'msgid ""\n',
    "press/build_tools/errors.py": b"raise SystemExit\n",
}
Change = Callable[[Manifest], Manifest]


@dataclass(frozen=True, slots=True, kw_only=True)
class Seal:
    """Say what a release is made with; `statement` is put over what its provenance says."""

    editions: tuple[ReleasedEdition, ...] = ()
    sources: Mapping[str, bytes] = field(default_factory=lambda: dict(SOURCES))
    tools: Mapping[str, str] = field(default_factory=lambda: dict(TOOLS))
    fonts: Mapping[str, str] = field(default_factory=lambda: dict(FONTS))
    day: str | None = None
    secret: SecretKey | None = None


def make_sealed_release(
    folder: Path, *, languages: tuple[str, ...] = ("en", "fr"), **given: Any
) -> ReleaseFolder:
    """Return a release of a publication in three formats, of which a PDF is carried over."""
    for language in languages:
        for path, data in make_edition_files(language).items():
            write_release_file(folder / path, data)
    write_release_file(folder / "dossier/index.html", b"<!DOCTYPE html><title>Checks</title>")
    last = describe_editions(folder, languages)
    carried = [replace(one, carried_from="2026.1") if one is last[-1] else one for one in last]
    return seal_release(folder, Seal(editions=tuple(carried), **given))


def make_edition_files(language: str) -> dict[str, bytes]:
    """Return the files of an edition in every format, by path."""
    folder = f"editions/{language}/a"
    page = f'<!DOCTYPE html>\n<html lang="{language}" dir="ltr">\n<title>The Rules</title>\n'.encode()
    return {
        f"{folder}/html/index.html": page,
        f"{folder}/html/style.css": b"p { margin: 0 }\n",
        f"{folder}/a-{language}.pdf": make_pdf(3),
        f"{folder}/a-{language}.epub": make_epub(language),
    }


def make_pdf(pages: int) -> bytes:
    """Return what of a PDF says how many pages it has."""
    return b"%%PDF-1.7\n1 0 obj\n<</Type /Pages/Kids [2 0 R]/Count %d>>\nendobj\n%%%%EOF\n" % pages


def make_epub(language: str) -> bytes:
    """Return an e-book that has nothing but its language, the same at any time."""
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_STORED) as book:
        book.writestr(ZipInfo("mimetype"), "application/epub+zip")
        book.writestr(ZipInfo("EPUB/book.opf"), f"<package><dc:language>{language}</dc:language></package>")
    return stream.getvalue()


def describe_editions(folder: Path, languages: tuple[str, ...]) -> list[ReleasedEdition]:
    """Return a row for each edition of the publication `a` as it lies in a folder."""
    rows = []
    for language in languages:
        for format, name in (
            ("html", "html/index.html"),
            ("epub", f"a-{language}.epub"),
            ("pdf", f"a-{language}.pdf"),
        ):
            path = f"editions/{language}/a/{name}"
            rows.append(describe_edition(folder, path, Target("a", language, format)))
    return rows


def describe_edition(folder: Path, path: str, target: Target) -> ReleasedEdition:
    """Return the row of an edition."""
    data = (folder / path).read_bytes()
    pages = count_pdf_pages(data) if target.format == "pdf" else None
    own = describe_file(path, data)
    return ReleasedEdition(
        target=target, path=path, sha256=own.sha256, size=own.size, pages=pages, coverage=COVERAGE
    )


def describe_file(path: str, data: bytes) -> OutputFile:
    """Return a row of the manifest's files."""
    return OutputFile(path=path, sha256=compute_digest(data), size=len(data))


def seal_release(folder: Path, seal: Seal) -> ReleaseFolder:
    """Write the archive of sources, the provenance, and what seals them."""
    release = ReleaseFolder(folder)
    write_sources(release, seal.sources)
    manifest = Manifest(
        version=VERSION,
        date=date(2026, 11, 24),
        editions=seal.editions,
        tools=seal.tools,
        fonts=seal.fonts,
    )
    write_release_file(release.provenance, json.dumps(make_statement(release, manifest, seal.day)).encode())
    write_seals(release, manifest, seal.secret)
    return release


def write_sources(release: ReleaseFolder, sources: Mapping[str, bytes]) -> None:
    """Write the archive of sources."""
    work = release.path.with_name(f"{release.path.name}.sources")
    for name, data in sources.items():
        write_release_file(work / name, data)
    write_source_archive({name: work / name for name in sources}, release.sources)


def make_statement(release: ReleaseFolder, manifest: Manifest, day: str | None = None) -> dict[str, Any]:
    """Return the provenance of a release, as data."""
    files = tuple(describe_file(name, data) for name, data in iter_archive(release.sources))
    statement: dict[str, Any] = json.loads(
        format_provenance(manifest, BuildSources(files=files, source_date=day or ""))
    )
    return statement


def write_seals(release: ReleaseFolder, manifest: Manifest, secret: SecretKey | None = None) -> None:
    """Write a manifest of all files that are there, the sums, and with a key their signature."""
    paths = sorted(file for file in release.path.rglob("*") if file.is_file())
    named = [(file.relative_to(release.path).as_posix(), file) for file in paths]
    files = tuple(describe_file(name, file.read_bytes()) for name, file in named if name not in SEALS)
    write_manifest(release, replace(manifest, files=files), secret)


def write_manifest(release: ReleaseFolder, manifest: Manifest, secret: SecretKey | None = None) -> None:
    """Write a manifest as it is given, and the sums that belong to it."""
    raw = format_manifest(manifest)
    release.manifest.write_bytes(raw)
    signed = format_sums((*manifest.files, describe_file(MANIFEST, raw)))
    release.sums.write_bytes(signed)
    if secret:
        release.signature.write_bytes(sign(signed, secret, f"release {manifest.version}"))


def write_release_file(file: Path, data: bytes) -> None:
    """Write a file and the folders above it."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data)
