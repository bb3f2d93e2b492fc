"""Read the accessibility metadata of an EPUB, and detect what its documents contain."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from build_tools.inspection.epub.package import Ebook, find_navs
from build_tools.inspection.html.page import HtmlPage, get_element_text

_OPF = "{http://www.idpf.org/2007/opf}"
AUDIO_TAGS = ("audio", "video")
# What may move or flash, as far as nobody has looked.
MOTION_TAGS = (*AUDIO_TAGS, "iframe", "object", "embed", "script")
ANIMATED_SUFFIXES = (".gif", ".apng")


AccessibilityMetadata = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class ContentFeatures:
    """Describe what the documents of an EPUB contain besides words.

    `has_alternatives`: all images have a text alternative, and there is no audio or video. The
    cover is not counted as an image, because every EPUB has one.
    """

    has_images: bool
    has_alternatives: bool
    has_audio: bool
    has_motion: bool
    has_formulas: bool
    has_contents: bool


def read_accessibility_metadata(book: Ebook) -> AccessibilityMetadata:
    """Return the values of each metadata property of the package, in document order."""
    values_by_property: dict[str, list[str]] = {}
    for element in book.package.iter(f"{_OPF}meta", f"{_OPF}link"):
        name = element.get("property") or element.get("rel") or ""
        values_by_property.setdefault(name, []).append(
            get_element_text(element) or element.get("href", "")
        )
    return {name: tuple(values) for name, values in values_by_property.items()}


def detect_content_features(book: Ebook) -> ContentFeatures:
    """Detect images, audio, motion, formulas and contents in the documents of an EPUB."""
    cover_name = next((part.name for part in book.items if part.position == 0), "")
    pages = [leaf for leaf in book.documents if leaf.name != cover_name]
    images = [each for leaf in pages for each in leaf.tree.iter("{*}img", "{*}svg")]
    contents = book.navigation_document
    return ContentFeatures(
        has_images=bool(images) or _has_any_tag(pages, "video", "object", "embed", "canvas"),
        has_alternatives=all(map(_has_alternative, images))
        and not _has_any_tag(pages, *AUDIO_TAGS),
        has_audio=_has_any_tag(pages, *AUDIO_TAGS),
        has_motion=_has_any_tag(pages, *MOTION_TAGS) or any(map(_is_animated_image, images)),
        has_formulas=_has_any_tag(pages, "math"),
        has_contents=contents is not None and bool(find_navs(contents, "toc")),
    )


def _has_any_tag(pages: list[HtmlPage], *names: str) -> bool:
    tags = [f"{{*}}{name}" for name in names]
    return any(next(leaf.tree.iter(*tags), None) is not None for leaf in pages)


def _has_alternative(image: Any) -> bool:
    return bool((image.get("alt") or image.get("aria-label") or "").strip())


def _is_animated_image(image: Any) -> bool:
    return str(image.get("src", "")).lower().endswith(ANIMATED_SUFFIXES)
