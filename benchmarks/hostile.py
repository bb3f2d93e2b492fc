"""What hostile catalogues come to: hundreds of them, kind by kind, beside honest ones.

Run it with the environment's Python; it takes two minutes and writes into a scratch folder alone:

    .venv/bin/python benchmarks/hostile.py

The cases are those of tests/data/hostile and tests/hostile/disk.py, here a catalogue each. A row
is a kind: how many catalogues, how many of their messages, words or files were refused and told;
then what must be nothing: files read that no source names, files changed outside the build
folder, programs and calls to the network that an honest build does without, harm found in the
html, pdf and epub. At the end how long it kept the cores busy, and how many times the work and
the memory of the same pages with honest catalogues. Python's own audit events tell what the press
does (PEP 578).
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
    *("work", "times work", "times memory"),
)
WORDS = {
    "files": "files, by every directive and role",
    "links": "links and addresses",
    "markup": "markup of the formats",
    "directives": "directives, roles, names",
    "size": "bombs",
    "characters": "characters that are not seen",
    "catalogues": "headers, charsets, syntax",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Hostile catalogues of a kind and honest ones in the same places, laid out."""

    kind: str
    count: int
    hostile: Laid
    honest: Laid


def main() -> int:
    """Build kind after kind, print a row each; exit 1 where anything did what it may not."""
    argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    ).parse_args()
    _row(HEADS)
    _row(["---"] * len(HEADS))
    clean = True
    with tempfile.TemporaryDirectory() as folder:
        for number, pair in enumerate(_pairs(Path(folder))):
            clean &= _measured(pair, Path(folder) / f"out-{number}")
    return 0 if clean else 1


def _pairs(folder: Path) -> list[Pair]:
    kinds = {case.kind: case.kind for case in corpus.messages()}
    pairs = [_of_messages(kind, folder) for kind in kinds]
    return [*pairs, _of_whole(folder), _of_tricks(folder), _of_words(folder)]


def _of_messages(kind: str, folder: Path) -> Pair:
    cases = [case for case in corpus.messages() if case.kind == kind]
    return Pair(
        kind=WORDS[kind],
        count=len(cases),
        hostile=rooting.lay_out(folder / kind, _sheets(cases)),
        honest=rooting.lay_out(folder / f"{kind}-honest", _sheets(map(corpus.honest, cases))),
    )


def _of_whole(folder: Path) -> Pair:
    cases = corpus.catalogues()
    used = [case for case in cases if case.outcome == "used"]
    alone = [case for case in cases if case.outcome != "used"]
    honest = _sheets(map(corpus.honest, used)), [corpus.honest(case) for case in alone]
    return Pair(
        kind=WORDS["catalogues"],
        count=len(cases),
        hostile=rooting.lay_out(folder / "whole", _sheets(used), alone=alone),
        honest=rooting.lay_out(folder / "whole-honest", honest[0], alone=honest[1]),
    )


def _of_tricks(folder: Path) -> Pair:
    tricks = disk.tricks()
    honest = [Case(kind="catalogues", name=trick.name) for trick in tricks]
    return Pair(
        kind="links, pipes, names on disk",
        count=len(tricks) + len(disk.ODD) - 1,
        hostile=rooting.lay_out(folder / "disk", (), tricks=tricks),
        honest=rooting.lay_out(folder / "disk-honest", (), alone=honest),
    )


def _of_words(folder: Path) -> Pair:
    words = corpus.words()
    return Pair(
        kind=f"{len(words)} words of the design",
        count=1,
        hostile=rooting.lay_out(folder / "words", (), words=words),
        honest=rooting.lay_out(folder / "words-honest", ()),
    )


def _sheets(cases: Iterable[Case]) -> list[Sequence[Case]]:
    return [[case] for case in cases]


def _measured(pair: Pair, out: Path) -> bool:
    """Build both, print the row; return whether nothing happened that may not."""
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
    _row([
        pair.kind,
        pair.count,
        _refused(hostile),
        *map(len, wrong),
        f"{hostile.work:.1f} s",
        f"{hostile.work / honest.work:.2f}",
        f"{hostile.memory / honest.memory:.2f}",
    ])  # fmt: skip
    return not any(wrong)


def _refused(watched: Watched) -> int:
    codes = [finding.code for finding in watched.result.findings]
    told = ("catalogue/refused", "catalogue/syntax", "catalogue/link", "catalogue/not-a-file")
    return sum(code.startswith((*told, "catalogue/design-word", "catalogue/no-page")) for code in codes)


def _row(cells: Sequence[object]) -> None:
    sys.stdout.write(f"| {' | '.join(map(str, cells))} |\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
