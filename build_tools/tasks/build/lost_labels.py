"""Find published labels that their publication has no longer, and check the register's successors."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from build_tools.errors import UserError
from build_tools.inventory import Inventory
from build_tools.model import FORMATS, Finding, Place, Publication, Register, Successor, Target
from build_tools.paths import Root
from build_tools.register import BARE_KEY, find_near_word
from build_tools.register.address_table import PublishedLabel, read_address_table
from build_tools.tasks.build.inputs import Inputs

LOST_LABEL = "labels/lost"
UNKNOWN_HEIR = "…"


def check_labels(inputs: Inputs, targets: Iterable[Target]) -> tuple[Finding, ...]:
    """Return the published labels that the publications of targets lost. Raises UserError for successors."""
    register, root, published = inputs.register, inputs.root, read_address_table(inputs.root)
    if not published and not any(one.successors for one in register.publications):
        return ()
    inventories, named = inputs.load_inventories(), {target.publication for target in targets}
    reject_wrong_successors(register, inventories, root)
    selected = [one for one in register.publications if one.id in named]
    return tuple(find_lost_labels(selected, inventories, published, root))


def has_lost_label(target: Target, lost_labels: Iterable[Finding]) -> bool:
    """Return whether a target would break a published address; a proof, which nobody links to, would not."""
    lost = {one.publication for one in lost_labels}
    return target.publication in lost and FORMATS[target.format].is_published


def report_lost_labels(lost_labels: Iterable[Finding], *, is_refused: bool) -> Iterator[Finding]:
    """Yield the errors of lost labels, as warnings where their editions are built all the same."""
    for one in lost_labels:
        yield one if is_refused else replace(one, severity="warning")


def find_lost_labels(
    publications: Iterable[Publication],
    inventories: Mapping[str, Inventory],
    published: Iterable[PublishedLabel],
    root: Root,
) -> Iterator[Finding]:
    """Yield an error for each published label that is gone and has no successor, at its line of the table."""
    rows = tuple(published)
    for publication in publications:
        own_rows = [row for row in rows if row.publication == publication.id]
        followed = {one.label for one in publication.successors}
        for row in own_rows:
            if row.label not in inventories[publication.id].labels and row.label not in followed:
                heir = _guess_successor(row, inventories[publication.id], {one.label for one in own_rows})
                yield _make_lost_finding(row, heir, root)


def _guess_successor(row: PublishedLabel, inventory: Inventory, known: set[str]) -> str:
    """Return the new label of the section that had a label, by its page and title; else an ellipsis."""
    here = [name for name, one in inventory.labels.items() if (one.page, one.title) == (row.page, row.title)]
    new = [name for name in here if name not in known]
    return new[0] if len(new) == 1 and row.title else UNKNOWN_HEIR


def _make_lost_finding(row: PublishedLabel, heir: str, root: Root) -> Finding:
    named = f"{row.label}, “{row.title}”," if row.title else row.label
    return Finding(
        code=LOST_LABEL,
        severity="error",
        message=(
            f"the label {named} is gone from {row.publication}: links to it would lead nowhere —"
            f" put it back, or name its successor in {root.relativize(root.register)}:"
            f" {format_successor(row.publication, row.label, heir)}"
        ),
        place=Place(file=root.relativize(root.addresses), line=row.line),
        publication=row.publication,
    )


def format_successor(publication: str, label: str, heir: str) -> str:
    """Return what to write in the register for a label that another one follows."""
    key = label if BARE_KEY.fullmatch(label) else json.dumps(label, ensure_ascii=False)
    return f'[publications.{publication}.successors] {key} = "{heir}"'


def reject_wrong_successors(register: Register, inventories: Mapping[str, Inventory], root: Root) -> None:
    """Raise UserError at the first successor of a label that is still there, or that is no label itself."""
    for publication in register.publications:
        labels = inventories[publication.id].labels if publication.successors else {}
        followed = {one.label for one in publication.successors}
        for one in publication.successors:
            if one.label in labels:
                place = labels[one.label].place
                message = f"names a successor of a label that is still there, at {place.file}:{place.line}"
                remedy = "take out either"
            elif one.successor not in labels and one.successor not in followed:
                near = find_near_word(one.successor, labels)
                message = f'is "{one.successor}", which is no label of {publication.id}'
                remedy = f"write {near}, the nearest" if near else "name a label of its sources"
            else:
                continue
            raise _make_successor_error(one, message, remedy, root)


def _make_successor_error(successor: Successor, message: str, remedy: str, root: Root) -> UserError:
    place = Place(file=root.relativize(root.register), line=successor.line)
    return UserError("register/bad-value", f"{successor.key_path} {message}", remedy=remedy, place=place)
