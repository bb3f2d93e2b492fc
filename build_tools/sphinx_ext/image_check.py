"""Check the images of a page before any format is written."""

from __future__ import annotations

from collections.abc import Mapping

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.logging import getLogger

from build_tools.images import MEDIA_TYPES, DecodedImage, ImageError, decode_data_image, read_image

logger = getLogger(__name__)

NO_ALT = "%s has no words for those who cannot see it — add :alt:, empty if it only adorns"
NO_PICTURE = "%s is no picture that can be shown: %s"
LEFT_OUT = "%s is shown without what acts or leads elsewhere: %s — take it out of the picture"
NAMED_AT_MOST = 5


def check_images(app: Sphinx, document: nodes.document) -> None:
    """Decode each image; report one that is broken, unsafe or lacks `alt`; replace remote ones by text."""
    for image in list(document.findall(nodes.image)):
        if "alt" not in image:
            logger.warning(NO_ALT, _get_name(image), location=image, type="press", subtype="no-alt")
        candidates: dict[str, str] = image.get("candidates", {})
        for kind, name in tuple(candidates.items()):
            if kind != "?":
                if not _is_for_others(kind, candidates):
                    _check_file(app, image, name)
            elif name.startswith("data:"):
                _check_data_url(image, name)
            elif "://" in name:
                _replace_remote_image(image, name)


def _is_for_others(kind: str, candidates: Mapping[str, str]) -> bool:
    """Return whether a candidate of `name.*` is of a type that no format takes, such as a PDF for LaTeX."""
    shown = set(MEDIA_TYPES.values())
    return kind not in shown and not shown.isdisjoint(candidates)


def _get_name(image: nodes.image) -> str:
    """Return the name of an image in a message; one within the source has none."""
    uri: str = image["uri"]
    return f"{uri.partition(',')[0]},…" if uri.startswith("data:") else uri


def _check_file(app: Sphinx, image: nodes.image, name: str) -> None:
    file = app.srcdir / name
    if not file.exists():
        return  # Sphinx tells it
    try:
        _report_left_out(image, name, read_image(file))
    except ImageError as error:
        logger.error(NO_PICTURE, name, error, location=image, type="press", subtype="no-picture")


def _report_left_out(image: nodes.image, name: str, decoded: DecodedImage) -> None:
    if decoded.left_out:
        names = ", ".join(decoded.left_out[:NAMED_AT_MOST])
        more = len(decoded.left_out) - NAMED_AT_MOST
        parts = f"{names} and {more} more" if more > 0 else names
        logger.warning(LEFT_OUT, name, parts, location=image, type="press", subtype="unsafe-picture")


def _check_data_url(image: nodes.image, url: str) -> None:
    name = _get_name(image)
    try:
        decoded_url, decoded = decode_data_image(url)
    except ImageError as error:
        logger.error(NO_PICTURE, name, error, location=image, type="press", subtype="no-picture")
        return
    _report_left_out(image, name, decoded)
    image["uri"] = decoded_url
    image["candidates"] = {"?": decoded_url}


def _replace_remote_image(image: nodes.image, address: str) -> None:
    """Replace an image by its alternative text: an edition is complete without a network."""
    text = "%s is not in the source: its alternative text is shown instead"
    logger.warning(text, address, location=image, type="press", subtype="remote-picture")
    alternative = nodes.inline("", image.get("alt", ""), classes=image["classes"])
    is_inline = isinstance(image.parent, nodes.TextElement)
    image.replace_self(alternative if is_inline else nodes.paragraph("", "", alternative))
