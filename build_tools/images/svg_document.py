"""Parse an SVG image with limits: no entity is declared or resolved, and nothing is fetched."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NoReturn
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from build_tools.images.image_error import ImageError

MAX_ELEMENTS = 50_000
MAX_DEPTH = 100
MAX_ATTRIBUTES = 200
# Between a namespace and a local name, as ElementTree writes them: `{namespace}name`.
_SEPARATOR = "}"
_NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d{1,3})?")
_LENGTH = re.compile(rf"({_NUMBER.pattern})(px|pt|pc|mm|cm|in|)")
# Another encoding may be read differently by a browser; the same text is then written as UTF-8.
_UTF8_DECLARATION = re.compile(rb"<\?xml[^>]*?\sencoding\s*=\s*[\"'](?i:utf-?8)[\"'][^>]*\?>")


@dataclass(frozen=True, slots=True, kw_only=True)
class SvgDocument:
    """Hold a parsed SVG image.

    `is_plain` tells that it has no document type and no processing instruction, and is UTF-8.
    """

    root: Element
    is_plain: bool
    instructions: tuple[str, ...]


@dataclass(slots=True)
class _Builder:
    """Build the tree of an SVG image from the events of expat."""

    tree: TreeBuilder = field(default_factory=TreeBuilder)
    elements: int = 0
    depth: int = 0
    has_doctype: bool = False
    instructions: list[str] = field(default_factory=list)

    def start_element(self, name: str, attributes: Mapping[str, str]) -> None:
        """Add an element; raise ImageError where there are too many, or they are nested too deep."""
        self.elements += 1
        self.depth += 1
        if self.elements > MAX_ELEMENTS:
            raise ImageError(f"it has more than {MAX_ELEMENTS:,} elements")
        if self.depth > MAX_DEPTH:
            raise ImageError(f"its elements are nested more than {MAX_DEPTH} deep")
        if len(attributes) > MAX_ATTRIBUTES:
            raise ImageError(f"an element has more than {MAX_ATTRIBUTES} attributes")
        named = {_restore_brace(key): value for key, value in attributes.items()}
        self.tree.start(_restore_brace(name), named)

    def end_element(self, name: str) -> None:
        """Close the last element."""
        self.depth -= 1
        self.tree.end(_restore_brace(name))

    def start_doctype(self, _name: str, _system: str | None, _public: str | None, has_subset: int) -> None:
        """Accept a document type that declares nothing; raise ImageError for any other."""
        if has_subset:
            raise ImageError("its document type declares entities or more")
        self.has_doctype = True

    def add_instruction(self, target: str, _data: str) -> None:
        """Remember a processing instruction, which is left out."""
        self.instructions.append(target)

    def refuse_entity(self, *_arguments: object) -> NoReturn:
        """Raise ImageError: an entity may name a file or grow without end."""
        raise ImageError("it has an entity of a document type")


def _restore_brace(name: str) -> str:
    return f"{{{name}" if _SEPARATOR in name else name


def parse_svg(data: bytes) -> SvgDocument:
    """Parse an SVG image; raise ImageError if it is broken, too large, or declares entities."""
    builder = _Builder()
    parser = expat.ParserCreate(namespace_separator=_SEPARATOR)
    parser.buffer_text = True
    parser.StartElementHandler = builder.start_element
    parser.EndElementHandler = builder.end_element
    parser.CharacterDataHandler = builder.tree.data
    parser.StartDoctypeDeclHandler = builder.start_doctype
    parser.ProcessingInstructionHandler = builder.add_instruction
    parser.EntityDeclHandler = builder.refuse_entity
    parser.SkippedEntityHandler = builder.refuse_entity
    parser.ExternalEntityRefHandler = builder.refuse_entity
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        reason = expat.errors.messages[error.code]
        raise ImageError(f"its XML is broken in line {error.lineno}: {reason}") from error
    except (ValueError, LookupError, UnicodeError) as error:
        raise ImageError("its encoding is not known") from error
    is_plain = not builder.has_doctype and not builder.instructions and _is_utf8(data)
    instructions = tuple(dict.fromkeys(builder.instructions))
    return SvgDocument(root=builder.tree.close(), is_plain=is_plain, instructions=instructions)


def find_svg_ratio(root: Element) -> float | None:
    """Return the width of an SVG image by its height: that of its size, else of its viewBox."""
    sides = [_LENGTH.fullmatch(root.get(name, "").strip()) for name in ("width", "height")]
    numbers = [float(side[1]) for side in sides if side]
    units = {side[2] or "px" for side in sides if side}
    if len(numbers) < 2 or len(units) > 1:
        numbers = [float(one) for one in _NUMBER.findall(root.get("viewBox", ""))[2:4]]
    return numbers[0] / numbers[1] if len(numbers) == 2 and min(numbers) > 0 else None


def _is_utf8(data: bytes) -> bool:
    text = data.removeprefix(b"\xef\xbb\xbf")
    has_encoding = text.startswith(b"<?xml") and b"encoding" in text.partition(b"?>")[0]
    if has_encoding and not _UTF8_DECLARATION.match(text):
        return False
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return b"\0" not in data  # UTF-16, by its declaration or by guess
