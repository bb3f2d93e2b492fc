"""Rewrite an SVG image through an allow-list; one that needs no change keeps its bytes."""

from __future__ import annotations

import binascii
import re
from base64 import b64decode
from collections.abc import Iterable
from dataclasses import dataclass, field
from urllib.parse import unquote_to_bytes
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from build_tools.images.image_error import ImageError
from build_tools.images.raster import PILLOW_FORMATS, decode_raster
from build_tools.images.svg_allow_list import (
    ATTRIBUTES,
    DRAWN_ELEMENTS,
    ELEMENTS,
    GEOMETRY_ATTRIBUTES,
    REFERRING_ELEMENTS,
    SILENT_ELEMENTS,
    SVG_NAMESPACE,
    TEXT_ELEMENTS,
    WORD_ATTRIBUTES,
    XHTML_NAMESPACE,
    XLINK_NAMESPACE,
    XML_NAMESPACE,
)
from build_tools.images.svg_document import SvgDocument
from build_tools.images.svg_expansion import check_expansion
from build_tools.images.svg_style import (
    LOCAL_REFERENCE,
    filter_style_attribute,
    filter_stylesheet,
    has_valid_form,
    inspect_value,
)

DATA_URL = re.compile(r"data:([\w+.-]+/[\w+.-]+)((?:;[\w=.-]+)*?)(;base64)?,(.*)", re.DOTALL | re.IGNORECASE)
# More than ten million, also written with an exponent.
_HUGE_NUMBER = re.compile(r"(?<![\d.])\d{8,}|[eE]\+?0*(?:[7-9]|[1-9]\d)")
_INERT_NAME = re.compile(r"(?:data|aria)-[\w.-]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class SanitizedSvg:
    """Hold an SVG image as it is served, and names of what was left out of it."""

    data: bytes
    left_out: tuple[str, ...]


@dataclass(slots=True)
class _Sanitizer:
    """Copy allowed elements and attributes; `left_out` names the others, if anyone could miss them."""

    own_namespace: str
    has_changed: bool = False
    left_out: list[str] = field(default_factory=list)
    references: dict[Element, list[str]] = field(default_factory=dict)
    style_references: list[tuple[str, str]] = field(default_factory=list)

    def leave_out(self, *names: str) -> None:
        """Note what is left out; an empty name stands for what no one misses."""
        self.has_changed = self.has_changed or bool(names)
        self.left_out += filter(None, names)

    def copy_element(self, source: Element, parent: Element | None) -> Element | None:
        """Return a copy of an element below `parent` with what is allowed in it; None if it is not."""
        namespace, name = _split_name(source.tag)
        if namespace != self.own_namespace or name in SILENT_ELEMENTS:
            self.leave_out(name if namespace == XHTML_NAMESPACE else "")
            return None
        if name == "a":
            self.leave_out("a link")
            name = "tspan" if parent is not None and parent.tag in TEXT_ELEMENTS else "g"
        if name not in ELEMENTS:
            self.leave_out(name)
            return None
        copy = Element(name)
        self._copy_attributes(source, copy)
        if name in ("use", "image") and not copy.get("href", copy.get("xlink:href")):
            self.leave_out("")
            return None
        copy.text = self._filter_sheet(source) if name == "style" else source.text
        self._copy_children(source, copy)
        return copy

    def _copy_children(self, source: Element, copy: Element) -> None:
        for child in source:
            copied = self.copy_element(child, copy) if copy.tag != "style" else None
            if copied is not None:
                copied.tail = child.tail
                copy.append(copied)
            elif len(copy):
                copy[-1].tail = (copy[-1].tail or "") + (child.tail or "")
            else:
                copy.text = (copy.text or "") + (child.tail or "")

    def _filter_sheet(self, source: Element) -> str:
        if len(source):  # a style element holds text alone
            self.leave_out("a style that cannot be read")
            return ""
        style = filter_stylesheet(source.text or "")
        self.leave_out(*style.left_out)
        self.style_references += style.references
        return style.text

    def _copy_attributes(self, source: Element, copy: Element) -> None:
        for key, value in source.attrib.items():
            namespace, name = _split_name(key)
            if name == "href" and namespace in ("", XLINK_NAMESPACE):
                self._copy_address(f"{'xlink:' if namespace else ''}href", value, copy)
            elif namespace == XML_NAMESPACE and name in ("lang", "space"):
                copy.set(f"xml:{name}", value)
            elif namespace:
                self.leave_out("the attribute xml:base" if name == "base" else "")
            elif name == "style":
                self._copy_style(value, copy)
            else:
                self._copy_attribute(name, value, copy)

    def _copy_attribute(self, name: str, value: str, copy: Element) -> None:
        is_text = name in WORD_ATTRIBUTES or _INERT_NAME.fullmatch(name)
        if not is_text and name not in ATTRIBUTES:
            self.leave_out(f"the attribute {name}")
            return
        is_inert, ids = (True, ()) if is_text else inspect_value(value)
        is_huge = name in GEOMETRY_ATTRIBUTES and _HUGE_NUMBER.search(value)
        if not is_inert or is_huge or not has_valid_form(name, value):
            self.leave_out(f"the attribute {name}")
            return
        self.references.setdefault(copy, []).extend(ids)
        copy.set(name, value)

    def _copy_style(self, value: str, copy: Element) -> None:
        style = filter_style_attribute(value)
        self.leave_out(*style.left_out)
        self.references.setdefault(copy, []).extend(id for _, id in style.references)
        if style.text:
            copy.set("style", style.text)

    def _copy_address(self, key: str, value: str, copy: Element) -> None:
        is_allowed = copy.tag in REFERRING_ELEMENTS and LOCAL_REFERENCE.fullmatch(value.strip())
        if is_allowed or (copy.tag == "image" and _is_raster_url(value.strip())):
            copy.set(key, value)
        elif copy.tag not in ("g", "tspan"):  # of a link, which is told already
            self.leave_out(f"the address of {copy.tag}")


def _split_name(name: str) -> tuple[str, str]:
    namespace, _, local = name.removeprefix("{").rpartition("}")
    return namespace, local


def _is_raster_url(url: str) -> bool:
    """Return whether a `data:` URL holds a raster image; raise ImageError if that is broken."""
    match = DATA_URL.fullmatch(url)
    if not match or match[1].lower() not in PILLOW_FORMATS:
        return False
    decode_raster(match[1].lower(), decode_data_url(match))
    return True


def decode_data_url(match: re.Match[str]) -> bytes:
    """Return the data of a match of DATA_URL. Raises ImageError."""
    data = unquote_to_bytes(match[4])
    try:
        return b64decode(b"".join(data.split()), validate=True) if match[3] else data
    except binascii.Error as error:
        raise ImageError("an image within it is no base64") from error


def sanitize_svg(document: SvgDocument, data: bytes) -> SanitizedSvg:
    """Return an image without what acts or leads elsewhere; `data` itself if there is nothing of it.

    Raises ImageError if nothing is left to see, or it draws too much.
    """
    namespace, name = _split_name(document.root.tag)
    if name != "svg" or namespace not in ("", SVG_NAMESPACE):
        raise ImageError(f"its outermost element is {name}, not svg")
    sanitizer = _Sanitizer(own_namespace=namespace)
    sanitizer.leave_out(*(f"the instruction {target}" for target in document.instructions))
    root = sanitizer.copy_element(document.root, None)
    left_out = tuple(dict.fromkeys(sanitizer.left_out))
    if root is None or (left_out and not any(one.tag in DRAWN_ELEMENTS for one in root.iter())):
        raise ImageError(f"nothing of it is left without {', '.join(left_out)}")
    check_expansion(root, _find_references(root, sanitizer))
    if document.is_plain and namespace and not sanitizer.has_changed:
        return SanitizedSvg(data=data, left_out=())
    return SanitizedSvg(data=_serialize_svg(root), left_out=left_out)


def _find_references(root: Element, sanitizer: _Sanitizer) -> dict[Element, Iterable[str]]:
    """Return the ids that each element names in its attributes, or by a rule of a style sheet."""
    by_selector: dict[str, list[str]] = {}
    for selector, id in sanitizer.style_references:
        by_selector.setdefault(selector, []).append(id)
    references: dict[Element, Iterable[str]] = {}
    for element in root.iter():
        classes = [f".{name}" for name in element.get("class", "").split()]
        selectors = ("*", element.tag, f"#{element.get('id', '')}", *classes) if by_selector else ()
        ruled = [id for selector in selectors for id in by_selector.get(selector, ())]
        references[element] = dict.fromkeys([*sanitizer.references.get(element, ()), *ruled])
    return references


def _serialize_svg(root: Element) -> bytes:
    attributes = {"xmlns": SVG_NAMESPACE, **root.attrib}
    if any("xlink:href" in element.attrib for element in root.iter()):
        attributes["xmlns:xlink"] = XLINK_NAMESPACE
    root.attrib.clear()
    root.attrib.update(attributes)
    root.tail = "\n"
    return ElementTree.tostring(root, encoding="unicode").encode()
