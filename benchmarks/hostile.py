"""Build hundreds of hostile catalogues, kind by kind, and compare them with harmless ones.

Run it with the environment's Python; it takes two minutes and writes only into a temporary folder:

    .venv/bin/python benchmarks/hostile.py

The cases are those of tests/data/hostile and tests/hostile/disk.py, each in its own catalogue. Each
row is a kind: the number of catalogues, and how many of their messages, UI strings or files were
refused and reported; then what must be zero: files read that no source names, files changed outside
the build folder, programs and network calls that a harmless build does not need, harm found in the
html, pdf and epub; then the CPU time, and the ratios of CPU time and memory to the same pages with
harmless catalogues. What a build does is observed by Python's own audit events (PEP 578).
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from build_tools.paths import BuildFolder
from tests.hostile import corpus, disk, harm, rooting, watch
from tests.hostile.corpus import Case
from tests.hostile.rooting import Laid
from tests.hostile.watch import Watched

HEADS = (
    *("kind", "catalogues", "refused", "read", "written", "programs", "calls", "harm"),
    *("work", "work, ratio", "memory, ratio"),
)
KIND_NAMES = {
    "files": "files, by every directive and role",
    "links": "links and addresses",
    "markup": "markup of the formats",
    "directives": "directives, roles, names",
    "size": "bombs",
    "characters": "invisible characters",
    "catalogues": "headers, charsets, syntax",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Hold the roots with the hostile catalogues of a kind and with harmless ones."""

    kind: str
    count: int
    hostile: Laid
    honest: Laid


def main() -> int:
    """Build each kind and print its row; exit with 1 if a build did what it must not do."""
    argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    ).parse_args()
    _print_row(HEADS)
    _print_row(["---"] * len(HEADS))
    clean = True
    with tempfile.TemporaryDirectory() as folder:
        for number, pair in enumerate(_list_pairs(Path(folder))):
            clean &= _measure(pair, Path(folder) / f"out-{number}")
    return 0 if clean else 1


def _list_pairs(folder: Path) -> list[Pair]:
    kinds = {case.kind: case.kind for case in corpus.messages()}
    pairs = [_pair_messages(kind, folder) for kind in kinds]
    return [*pairs, _pair_catalogues(folder), _pair_disk_tricks(folder), _pair_ui_strings(folder)]


def _pair_messages(kind: str, folder: Path) -> Pair:
    cases = [case for case in corpus.messages() if case.kind == kind]
    return Pair(
        kind=KIND_NAMES[kind],
        count=len(cases),
        hostile=rooting.lay_out(folder / kind, _make_sheets(cases)),
        honest=rooting.lay_out(folder / f"{kind}-honest", _make_sheets(map(corpus.honest, cases))),
    )


def _pair_catalogues(folder: Path) -> Pair:
    cases = corpus.catalogues()
    used = [case for case in cases if case.outcome == "used"]
    alone = [case for case in cases if case.outcome != "used"]
    honest = _make_sheets(map(corpus.honest, used)), [corpus.honest(case) for case in alone]
    return Pair(
        kind=KIND_NAMES["catalogues"],
        count=len(cases),
        hostile=rooting.lay_out(folder / "whole", _make_sheets(used), alone=alone),
        honest=rooting.lay_out(folder / "whole-honest", honest[0], alone=honest[1]),
    )


def _pair_disk_tricks(folder: Path) -> Pair:
    tricks = disk.tricks()
    honest = [Case(kind="catalogues", name=trick.name) for trick in tricks]
    return Pair(
        kind="links, pipes, names on disk",
        count=len(tricks) + len(disk.ODD) - 1,
        hostile=rooting.lay_out(folder / "disk", (), tricks=tricks),
        honest=rooting.lay_out(folder / "disk-honest", (), alone=honest),
    )


def _pair_ui_strings(folder: Path) -> Pair:
    words = corpus.words()
    return Pair(
        kind=f"{len(words)} UI strings",
        count=1,
        hostile=rooting.lay_out(folder / "words", (), words=words),
        honest=rooting.lay_out(folder / "words-honest", ()),
    )


def _make_sheets(cases: Iterable[Case]) -> list[Sequence[Case]]:
    return [[case] for case in cases]


def _measure(pair: Pair, out: Path) -> bool:
    """Build both, print the row; return whether every forbidden count is zero."""
    hostile = watch.build(pair.hostile.root, BuildFolder(out))
    honest = watch.build(pair.honest.root, BuildFolder(out.with_suffix(".honest")))
    own = (str(pair.hostile.root.path), str(out))
    wrong = (
        hostile.strays(own, honest),
        hostile.elsewhere(out),
        hostile.programs - honest.programs,
        hostile.calls - honest.calls,
        harm.found(out / "editions"),
    )
    _print_row([
        pair.kind,
        pair.count,
        _count_refused(hostile),
        *map(len, wrong),
        f"{hostile.work:.1f} s",
        f"{hostile.work / honest.work:.2f}",
        f"{hostile.memory / honest.memory:.2f}",
    ])  # fmt: skip
    return not any(wrong)


def _count_refused(watched: Watched) -> int:
    codes = [finding.code for finding in watched.result.findings]
    reported = ("catalogue/refused", "catalogue/syntax", "catalogue/link", "catalogue/not-a-file")
    return sum(code.startswith((*reported, "catalogue/design-word", "catalogue/no-page")) for code in codes)


def _print_row(cells: Sequence[object]) -> None:
    sys.stdout.write(f"| {' | '.join(map(str, cells))} |\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
