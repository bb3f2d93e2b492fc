"""Labels that two publications of a root share: takes their inventories, gives findings."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from itertools import combinations

from build_tools.inventory import Inventory
from build_tools.model import Finding, Place


def shared(known: Mapping[str, Inventory], due: Collection[str]) -> Iterator[Finding]:
    """Yield a warning for each two publications that share labels, one of which is `due`.

    It stands at the first label of the second publication that the first has too, and says
    where that is there.
    """
    for first, second in combinations(known, 2):
        names = [name for name in known[second].labels if name in known[first].labels]
        if names and not {first, second}.isdisjoint(due):
            yield Finding(
                code="source/label-shared",
                severity="warning",
                message=_message(names, known[first].labels[names[0]].place),
                place=known[second].labels[names[0]].place,
                publication=second,
            )


def _message(names: list[str], there: Place) -> str:
    more = f", and {len(names) - 1} more of these publications" if len(names) > 1 else ""
    return (
        f"the label {names[0]} is also at {there.file}:{there.line}{more}: a reference from another"
        " publication could mean either — begin the labels of each with letters of its own"
    )
