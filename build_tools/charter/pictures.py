"""Pictures: takes a page's images, tells those that no reader could see before any is written."""

from __future__ import annotations

import re
from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.images import get_image_size
from sphinx.util.logging import getLogger

logger = getLogger(__name__)
SVG = re.compile(rb"<(?:\w+:)?svg\b[^<]*(?:/>|>.*</(?:\w+:)?svg\s*>)", re.DOTALL)

NO_ALT = "%s has no words for those who cannot see it — add :alt:, empty if it only adorns"


def judge(app: Sphinx, document: nodes.document) -> None:
    """Tell each image that is none or has no words; put those of one that lies elsewhere.

    Runs after Sphinx's own collector, which looks whether a file is there.
    """
    for image in list(document.findall(nodes.image)):
        if "alt" not in image:
            logger.warning(NO_ALT, image["uri"], location=image, type="press", subtype="no-alt")
        candidates: dict[str, str] = image.get("candidates", {})
        for kind, name in tuple(candidates.items()):
            if kind == "?" and "://" in name:
                _replace(image, name)
            elif kind != "?" and not is_picture(app.srcdir / name):
                text = "%s is no picture that can be shown"
                logger.error(text, name, location=image, type="press", subtype="no-picture")


def is_picture(file: Path) -> bool:
    """Return whether a file can be opened as a picture; true where there is none to open."""
    if not file.is_file():
        return True
    if file.suffix.lower() == ".svg":
        return SVG.search(file.read_bytes()) is not None
    return get_image_size(file) is not None


def _replace(image: nodes.image, address: str) -> None:
    """Put an image's alternative text in its place: an edition is whole without a network."""
    text = "%s is not in the source: its alternative text stands in its place"
    logger.warning(text, address, location=image, type="press", subtype="remote-picture")
    words = nodes.inline("", image.get("alt", ""), classes=image["classes"])
    inside = isinstance(image.parent, nodes.TextElement)
    image.replace_self(words if inside else nodes.paragraph("", "", words))
