"""`editions catalogue check`: takes an Order, passes each catalogue through gettext and gate."""

from __future__ import annotations

from collections.abc import Iterator

from build_tools import register
from build_tools.errors import Mendable
from build_tools.layout import Root
from build_tools.model import Edition, Finding, Register, Result
from build_tools.press import process, trouble
from build_tools.tasks import places
from build_tools.tasks.order import Clock, Order
from build_tools.tasks.report import reported


def check(order: Order, *, clock: Clock) -> Result:
    """Find what a translation would lose or break; an error among the findings gives exit 1.

    Raises Mendable where the register or a report is wrong.
    """
    return reported("catalogue check", places.report(order), clock, lambda: _check(order))


def _check(order: Order) -> Result:
    listed = register.read(order.root)
    asked = order.selection
    targets = register.select(listed, asked.publications, asked.languages)
    names = dict.fromkeys((target.publication, target.language) for target in targets)
    editions = [register.edition(listed, *name) for name in names]
    found = dict.fromkeys(
        (*_of_design(editions, listed, order.root), *_of_editions(editions, order.root))
    )
    failed = any(finding.severity == "error" for finding in found)
    return Result(findings=tuple(found), exit=1 if failed else 0)


def _of_design(editions: list[Edition], listed: Register, root: Root) -> Iterator[Finding]:
    from build_tools import catalogues

    for tag in dict.fromkeys(edition.language.tag for edition in editions):
        try:
            yield from catalogues.design_findings(listed.languages[tag], root)
        except Mendable as error:
            yield trouble.as_finding(error, language=tag)


def _of_editions(editions: list[Edition], root: Root) -> Iterator[Finding]:
    from build_tools import catalogues

    for edition in editions:
        publication, tag = edition.publication.id, edition.language.tag
        try:
            with process.scratch() as work:
                yield from catalogues.compile_edition(edition, root, work).findings
        except Mendable as error:
            yield trouble.as_finding(error, publication=publication, language=tag)
