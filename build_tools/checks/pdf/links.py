"""Find links of a PDF that lead nowhere, or to an address that no reader can open.

Example: a link to `file:///etc/hosts`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from build_tools.checks.definition import BuiltEdition, Check, Violation
from build_tools.inspection.pdf.destinations import LinkAnnotation
from build_tools.inspection.pdf.document import read_pdf
from build_tools.inspection.text.tokenize import quote_start

CHECK = Check(
    code="pdf/links",
    severity="error",
    formats=("pdf",),
    what="whether each link leads to a page of the PDF or to a valid address",
    why="a reader who follows it is lost",
    fix="link by a label (`:ref:`): the build makes a valid address of it",
    standards=("WCAG 2.2, 2.4.4",),
    requires=("pikepdf",),
)

ADDRESS = re.compile(r"(?!file:)[a-z][a-z0-9+.-]*:\S+", re.IGNORECASE)


def check(built: BuiltEdition) -> Iterable[Violation]:
    """Yield a violation for each link that is wrong."""
    document = read_pdf(built.path)
    for link in document.links if document else ():
        problem = _describe_pdf_link_error(link)
        if problem:
            name = quote_start(link.contents) if link.contents.strip() else "a link"
            yield Violation(built.path, f"page {link.page}: {name} {problem}")


def _describe_pdf_link_error(link: LinkAnnotation) -> str:
    if link.destination is None and not link.uri:
        return "leads nowhere"
    if link.destination is None:
        return "" if ADDRESS.fullmatch(link.uri) else f"leads to {link.uri}, which is no address"
    if link.destination.page:
        return ""
    return f"leads to {link.destination.name or 'a page'}, which the PDF does not have"
