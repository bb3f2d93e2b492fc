"""Report what axe finds on HTML pages in a browser.

WCAG 2.2, levels A and AA, and a contrast of 7 : 1 for all text (level AAA), at widths of 320,
768 and 1280 px, in light and dark mode; on sample pages that show each element, class and role.

Example: grey text on a grey background; an image without a text alternative.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from build_tools.checks.definition import PAGE_FORMATS, BuiltEdition, Check, Violation
from build_tools.inspection.html.page import choose_sample_pages, read_html_pages
from build_tools.validators import axe

CHECK = Check(
    code="html/axe",
    severity="error",
    formats=PAGE_FORMATS,
    what="what axe reports on pages in a browser, at 320, 768 and 1280 px, in light and dark mode",
    why="some readers cannot read, find or use a part of the page",
    fix="correct the style or the template, in styles/; if nobody has changed it, report it",
    standards=("WCAG 2.2, level AA", "WCAG 2.2, 1.4.6", "EN 301 549, 9"),
    requires=("lxml", "axe"),
)


def check_batch(editions: Sequence[BuiltEdition]) -> Iterable[tuple[BuiltEdition, Violation]]:
    """Yield a violation for each result of axe; one browser opens all pages."""
    pages = {
        built.path / page.name: built
        for built in editions
        for page in choose_sample_pages(read_html_pages(built.path))
    }
    for file, messages in axe.validate(pages).items():
        for message in messages:
            text = f"{message.message} ({message.clause or message.rule}), at {message.where}"
            yield pages[file], Violation(file, text)
