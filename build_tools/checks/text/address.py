"""Check the permanent addresses of articles, paragraphs and items in each format.

Example: a PDF in which `ca-3` leads to the page after its title.
"""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.checks.definition import EDITION_FORMATS, REPORT, BuiltEdition, Check, Violation
from build_tools.checks.text_check import check_comparison, describe_anchor_error
from build_tools.inspection.html.page import resolve_link
from build_tools.inspection.text.compare import TextComparison

CHECK = Check(
    code="text/address",
    severity="error",
    formats=EDITION_FORMATS,
    what="the permanent address of each article, paragraph and item, in every format",
    why="who cites a paragraph must find it in every language and every later version",
    fix=f"give the section a label of its own; if it has one, {REPORT}",
    requires=("lxml", "pikepdf"),
)


def check(built: BuiltEdition) -> Iterator[Violation]:
    """Yield a violation for each address that fails."""
    return check_comparison(built, _check_permanent_addresses)


def _check_permanent_addresses(built: BuiltEdition, comparison: TextComparison) -> Iterator[Violation]:
    for anchor in comparison.expected_text.anchors:
        is_permanent = anchor.kind in ("article", "paragraph")
        is_permanent = is_permanent and (not anchor.formats or comparison.format in anchor.formats)
        problem = describe_anchor_error(comparison, anchor) if is_permanent else ""
        if problem:
            message = f"{anchor.name} of {comparison.get_page_file(anchor.page)} {problem}"
            yield Violation(built.path, message, article=anchor.name)
    for page in comparison.pages.values():
        file = built.path / page.name if built.path.is_dir() else built.path
        for href, id in page.permalinks:
            if resolve_link(href, page.name) != (page.name, id):
                message = f"the permanent link of {id} on {page.name} leads to {href}"
                yield Violation(file, message, article=id)
