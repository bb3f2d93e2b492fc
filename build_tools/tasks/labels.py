"""Run `editions labels keep`: remember the labels of the sources, which readers link to from then on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from build_tools.inventory import Inventory
from build_tools.model import Finding, Register
from build_tools.register import read_register
from build_tools.register.address_table import PublishedLabel, read_address_table, write_address_table
from build_tools.tasks.build.lost_labels import find_lost_labels, reject_wrong_successors
from build_tools.tasks.build.references import read_inventories
from build_tools.tasks.options import Options


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptLabels:
    """Say how many labels are remembered, how many of them newly, and which are gone: then nothing was."""

    count: int = 0
    added: int = 0
    findings: tuple[Finding, ...] = ()


def keep_labels(options: Options) -> KeptLabels:
    """Write every explicit label of the register's publications into `source/addresses.tsv`.

    What was remembered stays, also of a text that left the register. Where a label is gone without a
    successor nothing is written. Raises UserError for a wrong register or table, or if it cannot be written.
    """
    root = options.root
    register, published = read_register(root), read_address_table(root)
    inventories = read_inventories(register, root)
    reject_wrong_successors(register, inventories, root)
    lost = tuple(find_lost_labels(register.publications, inventories, published, root))
    if lost:
        return KeptLabels(findings=lost)
    rows = {(row.publication, row.label): row for row in published}
    current = _list_current_labels(register, inventories)
    added = current.keys() - rows.keys()
    rows |= current
    write_address_table(root, rows.values())
    return KeptLabels(count=len(rows), added=len(added))


def _list_current_labels(
    register: Register, inventories: Mapping[str, Inventory]
) -> dict[tuple[str, str], PublishedLabel]:
    return {
        (publication.id, name): PublishedLabel(
            publication=publication.id, label=name, page=label.page, title=" ".join(label.title.split())
        )
        for publication in register.publications
        for name, label in inventories[publication.id].labels.items()
    }
