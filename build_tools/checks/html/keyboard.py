"""Check keyboard navigation of HTML pages in a browser.

Tab reaches every link in page order and leaves it again; its first stop is a visible skip link
to the text; each stop has a visible, unclipped focus ring; targets are 24 px or have space
around them; at 320 px nothing scrolls sideways, with wider text spacing too.

Example: `a { outline: none }`; a table that is wider than a telephone.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from build_tools.checks.definition import PAGE_FORMATS, BuiltEdition, Check, Violation
from build_tools.inspection.html.page import choose_sample_pages, read_html_pages
from build_tools.validators import browser

CHECK = Check(
    code="html/keyboard",
    severity="error",
    formats=PAGE_FORMATS,
    what="keyboard navigation: the stops of the Tab key, their order, the focus ring of each",
    why="readers without a mouse get stuck, or do not see where they are",
    fix="correct the style or the template, in styles/; if nobody has changed it, report it",
    standards=(
        *("WCAG 2.2, 1.4.10", "WCAG 2.2, 1.4.11", "WCAG 2.2, 1.4.12"),
        *("WCAG 2.2, 2.1.1", "WCAG 2.2, 2.1.2"),
        *("WCAG 2.2, 2.4.1", "WCAG 2.2, 2.4.3", "WCAG 2.2, 2.4.7", "WCAG 2.2, 2.4.11"),
        "WCAG 2.2, 2.5.8",
    ),
    requires=("lxml", "node", "chromium", "puppeteer"),
)


def check_batch(editions: Sequence[BuiltEdition]) -> Iterable[tuple[BuiltEdition, Violation]]:
    """Yield a violation for each place where keyboard navigation fails."""
    pages = {
        built.path / page.name: built
        for built in editions
        for page in choose_sample_pages(read_html_pages(built.path))
    }
    for file, messages in browser.validate_in_browser("the keyboard", "keyboard", pages).items():
        for message in messages:
            text = f"{message.message} ({message.clause}), at {message.where}"
            yield pages[file], Violation(file, text)
