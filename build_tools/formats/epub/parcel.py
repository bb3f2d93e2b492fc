"""The package of an e-book: takes a folder, gives its files as items, and packs them as a zip."""

from __future__ import annotations

import mimetypes
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from build_tools.layout import iter_files

CONTAINER = """<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles>
<rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/>
</rootfiles>
</container>
"""
# The least date that a zip can hold: a member's date must not tell when it was built.
LONG_AGO = (1980, 1, 1, 0, 0, 0)
TYPES = {
    ".xhtml": "application/xhtml+xml",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
    ".ttf": "font/ttf",
    ".otf": "font/otf",
    ".css": "text/css",
    ".txt": "text/plain",
    ".ncx": "application/x-dtbncx+xml",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A file of the package: its id and name there, its type and its properties."""

    id: str
    href: str
    type: str
    properties: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Licence:
    """Under what a font may be used: the file that says it, and the id of the font's item."""

    href: str
    font: str


def items(made: Path, texts: Sequence[str], marks: Mapping[str, str]) -> Iterator[Item]:
    """Yield what a package lists, `texts` in their order; `marks` are properties by name.

    A font's licence is none of it: it is linked to the font.
    """
    yield Item(id="nav", href="nav.xhtml", type=TYPES[".xhtml"], properties="nav")
    yield Item(id="ncx", href="toc.ncx", type=TYPES[".ncx"])
    yield Item(id="cover-image", href="cover.svg", type=TYPES[".svg"], properties="cover-image")
    yield Item(id="cover", href="cover.xhtml", type=TYPES[".xhtml"])
    for name in texts:
        properties = marks.get(name, "")
        yield Item(id=page_id(name), href=name, type=TYPES[".xhtml"], properties=properties)
    listed = {"nav.xhtml", "toc.ncx", "cover.svg", "cover.xhtml", "package.opf", *texts}
    for path in iter_files(made):
        name = path.relative_to(made).as_posix()
        if name not in listed and not _is_licence(name):
            yield Item(id=page_id(name), href=name, type=_type(path))


def licences(made: Path) -> Iterator[Licence]:
    """Yield each font's licence: `fonts/amiri-licence.txt` is that of `fonts/amiri-400.woff2`."""
    names = [path.relative_to(made).as_posix() for path in iter_files(made)]
    families = {name.removesuffix("-licence.txt"): name for name in names if _is_licence(name)}
    for name in names:
        if TYPES.get(Path(name).suffix, "").startswith("font/"):
            fits = [family for family in families if name.startswith(f"{family}-")]
            if fits:
                yield Licence(href=families[max(fits, key=len)], font=page_id(name))


def _is_licence(name: str) -> bool:
    return name.startswith("fonts/") and name.endswith("-licence.txt")


def _type(path: Path) -> str:
    return TYPES.get(path.suffix.lower()) or mimetypes.guess_type(path.name)[0] or "text/plain"


def page_id(name: str) -> str:
    """Return an XML id for a file's name; two names never share one."""
    return "f-" + re.sub(r"[^A-Za-z0-9]", lambda match: f"_{ord(match[0]):x}", name)


def pack(made: Path, book: Path) -> None:
    """Pack the folder: the mimetype first and stored, all else in order, with fixed dates."""
    with zipfile.ZipFile(book, "w") as package:
        _member(package, "mimetype", b"application/epub+zip", zipfile.ZIP_STORED)
        _member(package, "META-INF/container.xml", CONTAINER.encode())
        for path in sorted(iter_files(made)):
            _member(package, f"EPUB/{path.relative_to(made).as_posix()}", path.read_bytes())


def _member(
    package: zipfile.ZipFile, name: str, data: bytes, method: int = zipfile.ZIP_DEFLATED
) -> None:
    info = zipfile.ZipInfo(name, LONG_AGO)
    info.external_attr = 0o644 << 16
    info.create_system = 3
    info.compress_type = method
    package.writestr(info, data)
