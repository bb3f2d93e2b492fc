"""Measure a build from nothing, with nothing changed, and after one message changed.

Run it with the environment's Python; it takes half a minute and works on a copy of the texts:

    .venv/bin/python benchmarks/rebuild.py

Prints the elapsed time, the CPU time, how many times faster than the first build it is by the clock,
and the results that the build reports. The elapsed time is exact only if nothing else runs on the
machine.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from babel.messages import Catalog
from babel.messages.pofile import read_po, write_po

HERE = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent


def main() -> int:
    """Copy the texts, build three times, print the times of each; exit with 1 if a build fails."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--root", type=Path, default=HERE, metavar="DIR", help="root with the texts")
    texts = parser.parse_args().root
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        for name in ("source", "locale"):
            shutil.copytree(texts / name, root / name)
        whole = _build("from nothing", root)
        _build("nothing changed", root, whole)
        _change_a_message(root)
        _build("one message changed", root, whole)
    return 0


def _build(what: str, root: Path, whole: float | None = None) -> float:
    began, worked = time.perf_counter(), _cpu_time()
    command = (BIN / "editions", "-q", "--root", root, "build")
    done = subprocess.run(command, capture_output=True, check=False)
    clock, work = time.perf_counter() - began, _cpu_time() - worked
    if done.returncode:
        sys.exit(done.stderr.decode(errors="replace"))
    times = (whole or clock) / clock
    figures = f"clock {clock:6.2f} s   work {work:6.2f} s   times {times:5.1f}"
    sys.stdout.write(f"{what:19}   {figures}   {_count_results(root)}\n")
    sys.stdout.flush()
    return clock


def _cpu_time() -> float:
    times = os.times()
    return times.children_user + times.children_system


def _count_results(root: Path) -> str:
    report = json.loads((root / "build" / "report.json").read_text("utf-8"))
    counted = Counter(edition["status"] for edition in report["editions"])
    return ", ".join(f"{number} {status}" for status, number in sorted(counted.items()))


def _change_a_message(root: Path) -> None:
    """Add a full stop to the last translation of the last catalogue."""
    file = max((root / "locale").glob("*/LC_MESSAGES/*/*.po"))
    with file.open("rb") as stream:
        catalogue: Catalog = read_po(stream)
    message = [one for one in catalogue if one.id and one.string][-1]
    message.string = f"{message.string}."
    with file.open("wb") as stream:
        write_po(stream, catalogue, width=0)


if __name__ == "__main__":
    sys.exit(main())
