"""Find everything in built files that could run, mislead or disclose a secret."""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
from lxml import etree, html

from tests.hostile.rooting import SECRET

ELEMENTS = {
    "applet", "audio", "base", "button", "embed", "form", "frame", "frameset", "iframe", "input",
    "isindex", "marquee", "object", "plaintext", "portal", "script", "textarea", "video",
}  # fmt: skip
# The one instruction to a browser that each page has, which takes away and grants nothing.
POLICY = "Content-Security-Policy"
# Of a script that is no program, and is not run by any browser (HTML, 4.12.1).
DATA_TYPE = "application/ld+json"
LEADING = re.compile(r"[\s\x00-\x20]*([a-z][a-z0-9+.-]*):", re.IGNORECASE)
SCHEMES = {"", "https", "http", "mailto", "urn"}
# The only hosts that the sources name.
HOSTS = re.compile(r"https?://(?:example\.org/a|www\.w3\.org/|schema\.org/|www\.daisy\.org/|www\.idpf\.org/)")
STYLE = re.compile(
    r"@import|expression\s*\(|url\(\s*[\"']?\s*(?:[a-z]+:)?//|url\([^)]*script:", re.IGNORECASE
)
ACTIONS = {
    "/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/GoToR", "/GoToE", "/Rendition",
    "/Movie", "/Sound", "/ResetForm", "/Hide", "/SetOCGState", "/RichMediaExecute",
}  # fmt: skip
KEYS = {"/JS", "/AA", "/OpenAction", "/EmbeddedFiles", "/AcroForm", "/XFA", "/RichMedia", "/EF"}


def found(folder: Path) -> list[str]:
    """Return every harm below a folder, each with its file."""
    return [f"{name}: {harm}" for name, data in _files(folder) for harm in _harms(name, data)]


def _files(folder: Path) -> Iterator[tuple[str, bytes]]:
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield path.name, path.read_bytes()
        if path.suffix == ".epub":
            with zipfile.ZipFile(path) as book:
                yield from ((name, book.read(name)) for name in book.namelist())


def _harms(name: str, data: bytes) -> Iterator[str]:
    if SECRET.encode() in data or b"root:x:0:" in data:
        yield "a secret"
    suffix = name.rpartition(".")[2]
    if suffix == "html":
        yield from _of_tree(html.fromstring(data))
    elif suffix in {"xhtml", "svg", "opf", "ncx", "xml"}:
        yield from _of_tree(etree.fromstring(data))
    elif suffix == "css":
        yield from STYLE.findall(data.decode())
    elif suffix == "pdf":
        yield from _of_book(data)


def _of_tree(tree: Any) -> Iterator[str]:
    for element in tree.iter():
        if not isinstance(element.tag, str):
            continue
        name = etree.QName(element).localname.lower()
        if name == "script" and element.get("type") == DATA_TYPE:
            yield from _of_data_block(element)
            continue
        if name in ELEMENTS or (name == "meta" and element.get("http-equiv") not in (None, POLICY)):
            yield f"<{name}>"
        if name == "style":
            yield from STYLE.findall(element.text or "")
        for attribute, value in element.attrib.items():
            yield from _of_attribute(etree.QName(attribute).localname.lower(), value)


def _of_data_block(element: Any) -> Iterator[str]:
    """Yield a data block that a browser could run or fetch, or that is no data."""
    try:
        json.loads(element.text or "")
    except ValueError:
        yield "<script> that is no data"
    if set(element.attrib) != {"type"}:
        yield f"<script> with {', '.join(sorted(element.attrib))}"


def _of_attribute(name: str, value: str) -> Iterator[str]:
    if name.startswith("on") or name in {"srcdoc", "formaction"}:
        yield f"{name}="
    elif name in {"href", "src", "srcset", "action", "data", "poster", "cite", "background"}:
        yield from _of_address(value)
    elif name == "style":
        yield from STYLE.findall(value)


def _of_address(address: str) -> Iterator[str]:
    led = LEADING.match(address)
    scheme = led[1].lower() if led else ""
    strange = scheme.startswith("http") and not HOSTS.match(address)
    if address.startswith("//") or scheme not in SCHEMES or strange:
        yield address[:80]


def _of_book(data: bytes) -> Iterator[str]:
    from io import BytesIO

    with pikepdf.open(BytesIO(data)) as book:
        for each in book.objects:
            yield from _of_object(each)


def _of_object(each: Any) -> Iterator[str]:
    if isinstance(each, pikepdf.Stream) and SECRET.encode() in _read(each):
        yield "a secret"
    if isinstance(each, pikepdf.Array):
        for item in each:
            yield from _of_object(item) if not item.is_indirect else ()
    if not isinstance(each, pikepdf.Dictionary | pikepdf.Stream):
        return
    for key, value in each.items():
        if key in KEYS or (key == "/S" and str(value) in ACTIONS):
            yield f"{key} {value!r}"[:80]
        elif key == "/URI" and isinstance(value, pikepdf.String):
            yield from _of_address(str(value))
        elif isinstance(value, pikepdf.Dictionary) and not value.is_indirect:
            yield from _of_object(value)


def _read(stream: Any) -> bytes:
    try:
        return bytes(stream.read_bytes())
    except pikepdf.PdfError:
        return bytes(stream.read_raw_bytes())
