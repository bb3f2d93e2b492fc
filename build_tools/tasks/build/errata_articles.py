"""Find errata of articles that their publication does not have."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from build_tools.inventory import Inventory
from build_tools.model import Erratum, Finding, Place, Publication, Target
from build_tools.paths import Root
from build_tools.register import find_near_word
from build_tools.tasks.build.inputs import Inputs


def check_errata(inputs: Inputs, targets: Iterable[Target]) -> tuple[Finding, ...]:
    """Return an error for each erratum of the publications of targets whose article is not there."""
    named = {target.publication for target in targets}
    selected = [one for one in inputs.register.publications if one.errata and one.id in named]
    inventories = inputs.load_inventories() if selected else {}
    return tuple(
        finding for one in selected for finding in _find_lost_errata(one, inventories[one.id], inputs.root)
    )


def _find_lost_errata(publication: Publication, inventory: Inventory, root: Root) -> Iterator[Finding]:
    for erratum in publication.errata:
        if publication.find_successor(erratum.article) not in inventory.labels:
            yield _make_finding(erratum, inventory, root)


def _make_finding(erratum: Erratum, inventory: Inventory, root: Root) -> Finding:
    near = find_near_word(erratum.article, inventory.labels)
    remedy = f"write {near}, the nearest" if near else "write a label of its sources"
    return Finding(
        code="errata/no-article",
        severity="error",
        message=(
            f"{erratum.publication} has no article with the label {erratum.article} — {remedy}, or name what"
            f" took its place in {root.relativize(root.register)},"
            f" [publications.{erratum.publication}.successors]"
        ),
        place=Place(file=root.relativize(root.errata), line=erratum.line),
        publication=erratum.publication,
    )
