"""Check the images of a page before any format is written."""

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


def check_images(app: Sphinx, document: nodes.document) -> None:
    """Report each image that cannot be read or lacks `alt`; replace remote images by their text."""
    for image in list(document.findall(nodes.image)):
        if "alt" not in image:
            logger.warning(NO_ALT, image["uri"], location=image, type="press", subtype="no-alt")
        candidates: dict[str, str] = image.get("candidates", {})
        for kind, name in tuple(candidates.items()):
            if kind == "?" and "://" in name:
                _replace_remote_image(image, name)
            elif kind != "?" and not is_readable_image(app.srcdir / name):
                text = "%s is no picture that can be shown"
                logger.error(text, name, location=image, type="press", subtype="no-picture")


def is_readable_image(file: Path) -> bool:
    """Return whether a file can be opened as an image; True where there is no file."""
    if not file.is_file():
        return True
    if file.suffix.lower() == ".svg":
        return SVG.search(file.read_bytes()) is not None
    return get_image_size(file) is not None


def _replace_remote_image(image: nodes.image, address: str) -> None:
    """Replace an image by its alternative text: an edition is complete without a network."""
    text = "%s is not in the source: its alternative text is shown instead"
    logger.warning(text, address, location=image, type="press", subtype="remote-picture")
    alternative = nodes.inline("", image.get("alt", ""), classes=image["classes"])
    is_inline = isinstance(image.parent, nodes.TextElement)
    image.replace_self(alternative if is_inline else nodes.paragraph("", "", alternative))
