"""Report what IBM's accessibility-checker-engine finds on HTML pages in a browser.

The rules of IBM's requirements, which go further than axe in landmarks and their names; on sample pages that
show each element, class and role. What the engine asks a person to confirm is not reported.

Example: two landmarks of one kind with the same name; an `aside` without a name.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from build_tools.checks.definition import PAGE_FORMATS, BuiltEdition, Check, Violation
from build_tools.inspection.html.page import choose_sample_pages, read_html_pages
from build_tools.validators import ibm

CHECK = Check(
    code="html/ibm",
    severity="error",
    formats=PAGE_FORMATS,
    what="what fails the rules of IBM's engine on pages in a browser, narrow and light, wide and dark",
    why="a second opinion finds what the first one overlooks: landmarks that a listener cannot tell apart",
    fix="correct the style or the template, in styles/; if nobody has changed it, report it",
    standards=("WCAG 2.2, level AA", "WCAG 2.2, 1.3.1", "WCAG 2.2, 2.4.1"),
    requires=("lxml", "ibm"),
)


def check_batch(editions: Sequence[BuiltEdition]) -> Iterable[tuple[BuiltEdition, Violation]]:
    """Yield a violation for each element that fails a rule; one browser opens all pages."""
    pages = {
        built.path / page.name: built
        for built in editions
        for page in choose_sample_pages(read_html_pages(built.path))
    }
    for file, messages in ibm.validate(pages).items():
        for message in messages:
            yield pages[file], Violation(file, f"{message.message} ({message.rule}), at {message.where}")
