"""Measure books of growing length, made of generated text.

Run it with the environment's Python; it takes two minutes:

    .venv/bin/python benchmarks/long_book.py 50 100 200

Each number is one of chapters, of some eight pages: sections with labels, references to other chapters,
listings, lists and notes. Prints the pages of each book, the processor time of all processes
together, by page too, and the most memory that one of them took.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

BIN = Path(sys.executable).parent
REGISTER = '[publications.manual]\nlanguages = ["en"]\nformats = ["pdf"]\ndate = 2026-11-24\n'
TEXT = (
    "the right to a city that is open for all who live in it and care about its squares streets water "
    "gardens markets schools houses and public transport however long they have stayed"
)
HEADS = ("chapters", "pages", "processor", "by page", "memory")


def main() -> int:
    """Build a book of each length; exit with 1 if a build fails."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("chapters", nargs="*", type=int, default=[50, 100, 200], metavar="N")
    sys.stdout.write("".join(f"{head:>12}" for head in HEADS) + "\n")
    for chapters in parser.parse_args().chapters:
        with tempfile.TemporaryDirectory() as folder:
            _write_manual(Path(folder), chapters)
            _print_figures(Path(folder), chapters)
    return 0


def _write_manual(root: Path, chapters: int) -> None:
    source = root / "source" / "manual"
    source.mkdir(parents=True)
    (source.parent / "publications.toml").write_text(REGISTER, encoding="utf-8")
    names = [f"chapter-{number}" for number in range(chapters)]
    toctree = "\n   ".join((".. toctree::", "", *names))
    (source / "index.rst").write_text(f"Manual\n======\n\n{toctree}\n", encoding="utf-8")
    for number, name in enumerate(names):
        (source / f"{name}.rst").write_text(_make_chapter(number, chapters), encoding="utf-8")


def _make_chapter(number: int, chapters: int) -> str:
    """Return a chapter of four sections, the same for the same number."""
    parts = [f".. _c{number}:\n\nChapter {number}\n{'=' * 20}\n"]
    for section in range(4):
        other = (number * 7 + section * 13) % chapters
        start = number + section
        parts += [
            f".. _c{number}-{section}:\n\nSection {number}.{section}\n{'-' * 20}\n",
            _make_paragraph(start) + f" See :ref:`c{other}` and :ref:`c{other}-{section}`. [#note{section}]_",
            "::\n\n   def city(square):\n       return square.open_to(everyone)",
            "\n".join(f"* {_make_paragraph(start + item, 12)}" for item in range(5)),
            f".. [#note{section}] A note of section {section}.",
            *(_make_paragraph(start + more) for more in range(4)),
        ]
    return "\n\n".join(parts) + "\n"


def _make_paragraph(start: int, length: int = 60) -> str:
    """Return a sentence that begins anywhere in the text."""
    words = TEXT.split() * 4
    first = start * 5 % len(TEXT.split())
    return " ".join(words[first : first + length]).capitalize() + "."


def _print_figures(root: Path, chapters: int) -> None:
    command = [str(BIN / "editions"), "-q", "--root", str(root), "build", "-j", "1"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        errors = process.stderr.read() if process.stderr else ""
        _, code, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(code)
    if process.returncode:
        sys.exit(errors)
    report = json.loads((root / "build" / "report.json").read_text("utf-8"))
    pages, work = report["editions"][0]["pages"], usage.ru_utime + usage.ru_stime
    figures = f"{work:10.1f} s{1000 * work / pages:9.0f} ms{usage.ru_maxrss / 1000:9.0f} MB"
    sys.stdout.write(f"{chapters:12}{pages:12}{figures}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
