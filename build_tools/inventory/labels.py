"""Find labels that two publications of a root share."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from itertools import combinations

from build_tools.inventory import Inventory
from build_tools.model import Finding, Place


def find_shared_labels(
    inventories: Mapping[str, Inventory], due: Collection[str]
) -> Iterator[Finding]:
    """Yield a warning for each two publications that share labels, one of which is `due`.

    Its place is the first label of the second publication that the first has too; the message
    gives the place in the first.
    """
    for first, second in combinations(inventories, 2):
        names = [name for name in inventories[second].labels if name in inventories[first].labels]
        if names and not {first, second}.isdisjoint(due):
            yield Finding(
                code="source/label-shared",
                severity="warning",
                message=_format_shared_labels(names, inventories[first].labels[names[0]].place),
                place=inventories[second].labels[names[0]].place,
                publication=second,
            )


def _format_shared_labels(names: list[str], first_place: Place) -> str:
    more = f", and {len(names) - 1} more of these publications" if len(names) > 1 else ""
    return (
        f"the label {names[0]} is also at {first_place.file}:{first_place.line}{more}: a reference from another"
        " publication could mean either — begin the labels of each with letters of its own"
    )
