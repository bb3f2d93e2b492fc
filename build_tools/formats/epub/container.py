"""List the files of an e-book as manifest items, and pack them as a zip."""

from __future__ import annotations

import mimetypes
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from build_tools.paths import iter_files

CONTAINER = """<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles>
<rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/>
</rootfiles>
</container>
"""
# The least date that a zip can hold: a member's date must not tell when it was built.
ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)
MEDIA_TYPES = {
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
class ManifestItem:
    """Describe a file of the package: its id, href and properties."""

    id: str
    href: str
    properties: str = ""

    @property
    def type(self) -> str:
        """Return its media type."""
        known = MEDIA_TYPES.get(Path(self.href).suffix.lower())
        return known or mimetypes.guess_type(self.href)[0] or "text/plain"


@dataclass(frozen=True, slots=True, kw_only=True)
class FontLicence:
    """Describe the licence of a font: its file, and the id of the font's item."""

    href: str
    font: str


def iter_manifest_items(
    folder: Path, texts: Sequence[str], properties_by_name: Mapping[str, str]
) -> Iterator[ManifestItem]:
    """Yield the items of the manifest, `texts` in their order; `properties` are by name."""
    yield ManifestItem(id="nav", href="nav.xhtml", properties="nav")
    yield ManifestItem(id="ncx", href="toc.ncx")
    names = {path.name for path in folder.glob("cover.*")}
    main_cover, *others = [name for name in ("cover.png", "cover.svg") if name in names]
    yield ManifestItem(id="cover-image", href=main_cover, properties="cover-image")
    yield from (ManifestItem(id=make_item_id(name), href=name) for name in others)
    yield ManifestItem(id="cover", href="cover.xhtml")
    for name in texts:
        properties = properties_by_name.get(name, "")
        yield ManifestItem(id=make_item_id(name), href=name, properties=properties)
    known_names = {"nav.xhtml", "toc.ncx", *names, "package.opf", *texts}
    for path in iter_files(folder):
        name = path.relative_to(folder).as_posix()
        if name not in known_names and not _is_font_licence(name):
            yield ManifestItem(id=make_item_id(name), href=name)


def iter_font_licences(folder: Path) -> Iterator[FontLicence]:
    """Yield each font's licence: `fonts/amiri-licence.txt` is that of `fonts/amiri-400.woff2`."""
    names = [path.relative_to(folder).as_posix() for path in iter_files(folder)]
    families = {name.removesuffix("-licence.txt"): name for name in names if _is_font_licence(name)}
    for name in names:
        if MEDIA_TYPES.get(Path(name).suffix, "").startswith("font/"):
            matches = [family for family in families if name.startswith(f"{family}-")]
            if matches:
                yield FontLicence(href=families[max(matches, key=len)], font=make_item_id(name))


def _is_font_licence(name: str) -> bool:
    return name.startswith("fonts/") and name.endswith("-licence.txt")


def make_item_id(name: str) -> str:
    """Return an XML id for a file's name; no two names have the same."""
    return "f-" + re.sub(r"[^A-Za-z0-9]", lambda match: f"_{ord(match[0]):x}", name)


def pack_epub(folder: Path, book: Path) -> None:
    """Pack the folder: the mimetype first and stored, all else sorted, with fixed dates."""
    with zipfile.ZipFile(book, "w") as package:
        _write_zip_member(package, "mimetype", b"application/epub+zip", zipfile.ZIP_STORED)
        _write_zip_member(package, "META-INF/container.xml", CONTAINER.encode())
        for path in sorted(iter_files(folder)):
            _write_zip_member(package, f"EPUB/{path.relative_to(folder).as_posix()}", path.read_bytes())


def _write_zip_member(
    package: zipfile.ZipFile, name: str, data: bytes, method: int = zipfile.ZIP_DEFLATED
) -> None:
    info = zipfile.ZipInfo(name, ZIP_EPOCH)
    info.external_attr = 0o644 << 16
    info.create_system = 3
    info.compress_type = method
    package.writestr(info, data)
