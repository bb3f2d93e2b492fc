"""Tell of editions whose date is yet to come."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from build_tools.model import Finding, Place, Register, Target
from build_tools.paths import Root
from build_tools.register import find_register_line


def report_future_dates(
    register: Register, root: Root, targets: Iterable[Target], today: date | None
) -> Iterator[Finding]:
    """Yield a warning for each publication of some targets whose date is after `today`, at its line."""
    named = {target.publication for target in targets}
    for publication in register.publications:
        day = publication.date
        if publication.id in named and day and today and day > today:
            message = (
                f"publications.{publication.id}.date is {day}, which is yet to come: editions bear it"
                " all the same — write the day of publication"
            )
            yield Finding(
                code="register/future-date",
                severity="warning",
                message=message,
                place=Place(
                    file=root.relativize(root.register),
                    line=find_register_line(root, "publications", publication.id, "date"),
                ),
                publication=publication.id,
            )
