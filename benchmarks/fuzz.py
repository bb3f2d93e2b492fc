"""Harm random roots in every way, for minutes, and judge each command by the contract.

    .venv/bin/python benchmarks/fuzz.py 60
    .venv/bin/python benchmarks/fuzz.py 5 --seed 1
    .venv/bin/python benchmarks/fuzz.py --seed 1 --case 42

A case is a root of one or two publications in two or three languages, and what happens to it: hostile
messages and headers, files cut at any byte, registers, pages, pictures and a conf.py that are wrong, pipes
and devices in the place of files, kills at any instant, saves while a build or an update runs. The contract
judges: exit codes, lines, no traceback, nothing written elsewhere, no marked word lost untold, no markup
that the source has not, at most 60 seconds of processor time and 800 MB. A case with a fault is kept as a
folder, and printed with the command that repeats it; a seed makes the same cases again, but for the
instants of kills and saves. Exits with 1 if there is a fault.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import shutil
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from random import Random, SystemRandom

from benchmarks.fuzzing.cases import KINDS, Case
from benchmarks.fuzzing.commands import preload_commands
from benchmarks.fuzzing.roots import make_root
from build_tools.process.parent_death import die_with_parent

WORKERS = 2


def main() -> int:
    """Run cases until the time is over; print each fault, and the sum."""
    arguments = _parse_arguments()
    seed = arguments.seed if arguments.seed is not None else SystemRandom().randrange(1 << 32)
    keep = arguments.keep or Path(tempfile.mkdtemp(prefix="fuzz-faults-"))
    preload_commands()
    if arguments.case is not None:
        return 1 if _run_case(seed, arguments.case, keep) else 0
    _print_line(f"seed {seed}")
    deadline = time.monotonic() + arguments.minutes * 60
    context = multiprocessing.get_context("fork")
    queue = context.SimpleQueue()
    works = [(seed, number, deadline, keep, queue, os.getpid()) for number in range(WORKERS)]
    processes = [context.Process(target=_run_cases, args=work) for work in works]
    for process in processes:
        process.start()
    counts = [queue.get() for _ in processes]
    for process in processes:
        process.join()
    cases, faults = (sum(count[name] for count in counts) for name in ("cases", "faults"))
    _print_line(f"{cases} cases, {faults} faults")
    return 1 if faults else 0


def _parse_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("minutes", type=float, nargs="?", default=1.0)
    parser.add_argument("--seed", type=int, help="a number that makes the same cases again")
    parser.add_argument("--case", type=int, help="only this case of the seed")
    parser.add_argument("--keep", type=Path, help="the folder for cases with a fault")
    return parser.parse_args()


def _run_cases(
    seed: int, first: int, deadline: float, keep: Path, queue: multiprocessing.SimpleQueue, parent: int
) -> None:
    die_with_parent(parent)
    counts = Counter[str](cases=0, faults=0)
    number = first
    while time.monotonic() < deadline:
        counts["cases"] += 1
        counts["faults"] += _run_case(seed, number, keep)
        number += WORKERS
    queue.put(counts)


def _run_case(seed: int, number: int, keep: Path) -> int:
    """Run a case; keep and print it if it has a fault, and return how many."""
    random = Random(f"{seed}:{number}")  # noqa: S311
    folder = Path(tempfile.mkdtemp(prefix=f"fuzz-{seed}-{number}-"))
    kind = random.choice(KINDS)
    case = Case(random=random, folder=folder, plan=make_root(random))
    try:
        faults = list(dict.fromkeys(kind(case)))
        if faults:
            _keep_case(case, kind.__name__, faults, keep / f"{seed}-{number}")
            again = f"{sys.executable} {Path(__file__)} --seed {seed} --case {number}"
            _print_line(f"{kind.__name__} {number}: {len(faults)} faults; again: {again}")
            for fault in faults[:8]:
                _print_line(f"    {fault}")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return len(faults)


def _keep_case(case: Case, kind: str, faults: list[str], folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    (case.folder / "root").rename(folder / "root")
    lines = [kind, *faults, ""]
    for run in case.runs:
        words = " ".join(run.words).replace(str(case.root), str(folder / "root"))
        lines += [
            f"$ editions {words}",
            f"{run.code}, {run.seconds:.1f} s, {run.memory / 1e6:.0f} MB",
            run.err[-4000:],
        ]
    (folder / "case.txt").write_text("\n".join(lines), encoding="utf-8", errors="backslashreplace")


def _print_line(line: str) -> None:
    os.write(1, f"{line}\n".encode("utf-8", "backslashreplace"))


if __name__ == "__main__":
    sys.exit(main())
