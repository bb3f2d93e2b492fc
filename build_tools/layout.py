"""The only room that joins paths and takes digests: takes names, gives paths inside a folder."""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from build_tools.errors import Mendable
from build_tools.model import Format, Place, Target, folder_of

PRESS = Path(__file__).resolve().parent.parent
STYLES = PRESS / "styles"
# Formats that are a folder with an `index.html` in it.
FOLDERS = ("html", "proof")
IGNORED = {"__pycache__", ".DS_Store", ".git"}


def inside(folder: Path, name: str) -> Path:
    """Return `folder/name`, a relative name with `/`; refuse one that leads out, by links too.

    Raises Mendable `layout/outside`.
    """
    parts = PurePosixPath(name)
    target = folder.joinpath(*parts.parts)
    if parts.is_absolute() or ".." in parts.parts or not _stays(folder, target):
        raise Mendable(
            "layout/outside",
            f"{name} leads out of {folder.name}",
            remedy="name a file inside the folder, without links that leave it",
            place=Place(file=name),
        )
    return target


def _stays(folder: Path, target: Path) -> bool:
    try:
        return not _circles(target) and target.resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError, ValueError):  # links in a circle; a name that no file has
        return False


def _circles(target: Path) -> bool:
    """Return whether links lead in a circle: from Python 3.13 on `resolve` says nothing of it."""
    try:
        target.stat()
    except OSError as error:
        return error.errno == errno.ELOOP
    return False


@dataclass(frozen=True, slots=True)
class Root:
    """A folder that holds `source/publications.toml`; a build writes nothing here."""

    path: Path

    @property
    def is_there(self) -> bool:
        """Whether the folder holds a register, which makes it a root."""
        return os.path.lexists(self.register)

    @property
    def source(self) -> Path:
        """The sources, reStructuredText."""
        return self.path / "source"

    @property
    def locale(self) -> Path:
        """The translators' room."""
        return self.path / "locale"

    @property
    def register(self) -> Path:
        """The register of publications."""
        return self.source / "publications.toml"

    @property
    def languages(self) -> Path:
        """What languages need beyond what is known of them."""
        return self.locale / "languages.toml"

    @property
    def glossary(self) -> Path:
        """The terms, a row each, a column a language."""
        return inside(self.locale, "glossary.tsv")

    def publication(self, publication: str) -> Path:
        """Return the folder of a publication's sources."""
        return inside(self.source, publication)

    def messages(self, language: str) -> Path:
        """Return the folder of a language's catalogues (`fr/LC_MESSAGES`)."""
        return inside(self.path, f"locale/{folder_of(language)}/LC_MESSAGES")

    def catalogues(self, language: str, publication: str) -> Path:
        """Return the folder of an edition's catalogues."""
        return inside(self.messages(language), publication)

    def design(self, language: str) -> Path:
        """Return the catalogue of the words of the design."""
        return inside(self.messages(language), "press.po")

    def name(self, path: Path) -> str:
        """Return a path as findings name it: relative to the root, with `/`."""
        return relative(path, self.path)


@dataclass(frozen=True, slots=True)
class Build:
    """The folder that a build writes to."""

    path: Path

    @property
    def report(self) -> Path:
        """What the last command did."""
        return self.path / "report.json"

    @property
    def private(self) -> Path:
        """The press's own corner; nothing there is promised."""
        return self.path / ".press"

    @property
    def records(self) -> Path:
        """What each target was last made from."""
        return self.private / "records.json"

    @property
    def lock(self) -> Path:
        """The file that one build at a time holds."""
        return self.private / "lock"

    @property
    def fonts(self) -> Path:
        """Faces and subsets that were made once and serve every edition."""
        return self.private / "fonts"

    def catalogue_findings(self, language: str) -> Path:
        """What a check last found in a language's catalogues."""
        return self.private / "catalogues" / f"{language}.json"

    def said(self, publication: str, language: str) -> Path:
        """What an edition's doctree says, in words, which checks compare with every format."""
        return self.private / "said" / f"{publication}-{language}.json"

    def verdicts(self, target: Target) -> Path:
        """What checks last found in an edition, and of what it was made then."""
        name = f"{target.publication}-{target.language}-{target.format}"
        return self.private / "checks" / f"{name}.json"

    @property
    def dossiers(self) -> Path:
        """The folder of what checks said of each edition, for people."""
        return self.path / "dossier"

    def dossier(self, publication: str, language: str) -> Path:
        """Return the page that says how an edition was checked."""
        return self.dossiers / language / f"{publication}.html"

    def references(self, language: str) -> Path:
        """What references between publications last read in a language."""
        return self.private / "references" / f"{language}.json"

    def work(self, publication: str, language: str) -> Path:
        """Return the folder in which an edition is made before it is moved into place."""
        return self.private / "work" / f"{publication}-{language}"

    def edition(self, publication: str, language: str) -> Path:
        """Return the folder of a finished edition."""
        return self.path / "editions" / language / publication

    def whole(self, target: Target) -> Path:
        """Return what is moved into place as one: a folder (html, proof) or a file."""
        folder = self.edition(target.publication, target.language)
        return folder / whole_name(target.publication, target.language, target.format)

    def product(self, target: Target) -> Path:
        """Return the file that the report names."""
        whole = self.whole(target)
        return whole / "index.html" if target.format in FOLDERS else whole

    def name(self, path: Path) -> str:
        """Return a path as the report names it: relative to the build folder, with `/`."""
        return relative(path, self.path)


def whole_name(publication: str, language: str, format: Format) -> str:
    """Return the name that an edition has in its folder: `html` or `charter-agenda-fr.pdf`."""
    return format if format in FOLDERS else f"{publication}-{language}.{format}"


def relative(path: Path, folder: Path) -> str:
    """Return `path` from `folder` with `/`; a path elsewhere as it is."""
    try:
        return path.relative_to(folder).as_posix()
    except ValueError:
        return path.as_posix()


def files(folder: Path, within: Path | None = None) -> Iterator[Path]:
    """Yield every file below a folder, sorted by name; caches and circles of links left out.

    With `within`, no link is followed that leads out of that folder.
    """
    return _files(folder, frozenset(), within and within.resolve())


def _files(folder: Path, above: frozenset[Path], within: Path | None) -> Iterator[Path]:
    if not folder.is_dir() or folder.resolve() in above or _leaves(folder, within):
        return
    for path in sorted(folder.iterdir()):
        if path.name in IGNORED:
            continue
        if path.is_dir():
            yield from _files(path, above | {folder.resolve()}, within)
        elif path.is_file() and not _leaves(path, within):
            yield path


def _leaves(path: Path, within: Path | None) -> bool:
    return within is not None and not path.resolve().is_relative_to(within)


def digest(data: bytes | str) -> str:
    """Return the SHA-256 of some bytes, or of text as UTF-8, in hexadecimal."""
    raw = data.encode("utf-8", "surrogatepass") if isinstance(data, str) else data
    return hashlib.sha256(raw).hexdigest()


def digest_file(path: Path) -> str:
    """Return the SHA-256 of a file's content, in hexadecimal."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def not_utf8(path: Path) -> int | None:
    """Return the first line of a file that is not UTF-8, None where all of it is."""
    try:
        path.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        return error.object.count(b"\n", 0, error.start) + 1
    return None


def write_whole(path: Path, data: bytes) -> None:
    """Write a file beside its place, then move it there, so that it is whole or absent.

    What stood there before leaves its rights to it.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    # As short as can be: the name itself may be as long as names get.
    beside = path.with_name(f".{digest(os.fsencode(path.name))[:12]}.{os.getpid()}")
    try:
        beside.write_bytes(data)
        if path.exists():
            shutil.copymode(path, beside)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def move_whole(made: Path, place: Path) -> None:
    """Move a made file or folder to its place; what stood there before goes as a whole."""
    place.parent.mkdir(parents=True, exist_ok=True)
    if not made.is_dir():
        made.replace(place)
        return
    old = place.with_name(f".{place.name}.{os.getpid()}.old")
    shutil.rmtree(old, ignore_errors=True)
    if place.exists():
        place.rename(old)
    try:
        made.rename(place)
    except OSError:
        if old.exists():
            old.rename(place)
        raise
    shutil.rmtree(old, ignore_errors=True)
