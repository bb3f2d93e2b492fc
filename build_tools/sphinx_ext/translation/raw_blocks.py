"""Compare each raw block that was translated with its source, and restore the source of other markup.

Here it is known which messages are raw: what nothing escapes. A translation changes words alone.
"""

from __future__ import annotations

from docutils import nodes
from sphinx.util import logging

from build_tools.sanitizer.issue import quote_excerpt
from build_tools.sphinx_ext.transform import Page

SOURCE_MARKUP = "press-source-markup"
_logger = logging.getLogger(__name__)


def store_raw_blocks(page: Page) -> None:
    """Store the text of each raw block with its node, before it is translated."""
    for raw in page.document.findall(nodes.raw):
        raw[SOURCE_MARKUP] = raw.astext()


def restore_raw_blocks(page: Page) -> None:
    """Restore each raw block whose translation has other elements, attributes or order; log a warning."""
    for raw in page.document.findall(nodes.raw):
        source, text = raw.attributes.pop(SOURCE_MARKUP, None), raw.astext()
        if source is None or text == source:
            continue
        from build_tools.sanitizer.html_markup import has_same_markup

        if not has_same_markup(source, text):
            raw.children = [nodes.Text(source)]
            raw.rawsource, raw["translated"] = source, False
            message = "the translation “%s” has other markup than the raw block; the source stands there"
            place = f"{page.env.doc2path(page.env.current_document.docname)}:{raw.line}:<translated>:1"
            _logger.warning(
                message, quote_excerpt(text), location=place, type="press", subtype="refused-markup"
            )
