"""Labels that two publications of a root share: takes a register and its root, gives findings."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from itertools import combinations
from pathlib import Path

from build_tools.layout import Root, files
from build_tools.model import Finding, Place, Register

# What stands indented is a listing; an address behind the name makes it a link.
LABEL = re.compile(rb"^\.\. _(`[^`\n]+`|[^_`:\n][^`:\n]*):[ \t]*\r?$(?!\n[ \t]+\S)", re.MULTILINE)


def shared(register: Register, root: Root, due: Collection[str]) -> Iterator[Finding]:
    """Yield a warning for each two publications that share labels, one of which is `due`.

    It stands at the first label of the second publication that the first has too, and says
    where that is there.
    """
    ids = [publication.id for publication in register.publications]
    found = {id: _labels(root, id) for id in ids} if len(ids) > 1 else {}
    for first, second in combinations(found, 2):
        names = [name for name in found[second] if name in found[first]]
        if names and not {first, second}.isdisjoint(due):
            yield Finding(
                code="source/label-shared",
                severity="warning",
                message=_message(names, found[first][names[0]]),
                place=found[second][names[0]],
                publication=second,
            )


def _message(names: list[str], there: Place) -> str:
    more = f", and {len(names) - 1} more of these publications" if len(names) > 1 else ""
    return (
        f"the label {names[0]} is also at {there.file}:{there.line}{more}: a reference from another"
        " publication could mean either — begin the labels of each with letters of its own"
    )


def _labels(root: Root, publication: str) -> Mapping[str, Place]:
    """Return each label of a publication as docutils compares them, and where it first stands."""
    found: dict[str, Place] = {}
    for file in files(root.publication(publication)):
        for name, line in _named(file) if file.suffix == ".rst" else ():
            found.setdefault(name, Place(file=root.name(file), line=line))
    return found


def _named(file: Path) -> Iterator[tuple[str, int]]:
    try:
        text = file.read_bytes()
    except OSError:  # told where the page is read
        return
    for match in LABEL.finditer(text):
        name = match[1].decode("utf-8", "replace").strip("`").lower()
        yield " ".join(name.split()), text.count(b"\n", 0, match.start()) + 1
