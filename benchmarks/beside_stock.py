"""The press beside the usual chain: fifteen editions, five languages of a text under three names.

Run it with the environment's Python; it takes two to four minutes:

    .venv/bin/python benchmarks/beside_stock.py

The usual chain is what a maintainer types today, one step after another: `sphinx-build -b html`,
`-b epub`, `-b singlehtml`, and `weasyprint` on the last. Nothing of it is held back: its
catalogues are compiled beforehand, its pages use the theme that it comes with, and a warning
stops nothing. The press makes the same editions with one command, its catalogues compiled
meanwhile. Both build from nothing, in turn. Before the figures count, each side must have made
every edition in every format, in its own language.

Printed are seconds on the clock, seconds that the cores worked, and how many times fewer the
press took of either. The clock's are true where nothing else runs.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
TEXT = "charter-agenda"
NAMES = ("first", "second", "third")
# A word that the first page of each edition shows: the name of a chapter.
LANGUAGES = {"en": "Preamble", "fr": "Préambule", "es": "Preámbulo", "ar": "الديباجة", "ko": "전문"}
CONF = 'project = "A text"\nlocale_dirs = ["../locale"]\ngettext_compact = False\n'
REGISTER = "[publications.{name}]\nlanguages = {languages}\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Took:
    """Seconds of a chain: on the clock, and of work in all its processes."""

    clock: float
    work: float


def main() -> int:
    """Make the root, run both chains in turn, print what they took; exit 1 if one fails."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("-n", type=int, default=1, metavar="ROUNDS", help="rounds (default 1)")
    rounds = parser.parse_args().n
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        _lay_out(root)
        for _ in range(rounds):
            _tell(_timed(usual, root), _timed(press, root))
    return 0


def _tell(slow: Took, fast: Took) -> None:
    for name, took in (("usual", slow), ("press", fast)):
        sys.stdout.write(f"{name}   clock {took.clock:6.1f} s   work {took.work:6.1f} s\n")
    clock, work = slow.clock / fast.clock, slow.work / fast.work
    sys.stdout.write(f"times   clock {clock:6.1f}     work {work:6.1f}\n")
    sys.stdout.flush()


def _lay_out(root: Path) -> None:
    """Lay the text out three times, under three names, with its catalogues."""
    register = ""
    for name in NAMES:
        shutil.copytree(HERE / "source" / TEXT, root / "source" / name)
        shutil.copytree(HERE / "source" / TEXT, root / "usual" / name / "source")
        (root / "usual" / name / "source" / "conf.py").write_text(CONF, encoding="utf-8")
        register += REGISTER.format(name=name, languages=list(LANGUAGES))
        for tag in list(LANGUAGES)[1:]:
            _lay_out_catalogues(root, name, tag)
    (root / "source" / "publications.toml").write_text(register, encoding="utf-8")


def _lay_out_catalogues(root: Path, name: str, tag: str) -> None:
    catalogues = HERE / "locale" / tag / "LC_MESSAGES" / TEXT
    shutil.copytree(catalogues, root / "locale" / tag / "LC_MESSAGES" / name)
    stock = root / "usual" / name / "locale" / tag / "LC_MESSAGES"
    shutil.copytree(catalogues, stock)
    for catalogue in stock.glob("*.po"):
        _run("msgfmt", "-o", catalogue.with_suffix(".mo"), catalogue)


def _timed(chain: Callable[[Path], Iterator[Path]], root: Path) -> Took:
    shutil.rmtree(root / "out", ignore_errors=True)
    began, worked = time.perf_counter(), _worked()
    made = list(chain(root))
    took = Took(clock=time.perf_counter() - began, work=_worked() - worked)
    _prove(made)
    return took


def _worked() -> float:
    times = os.times()
    return times.children_user + times.children_system


def _prove(made: list[Path]) -> None:
    """Exit with 1 where an edition is missing, or is not in its language."""
    words = [word for _ in NAMES for word in LANGUAGES.values()]
    pages = [path.read_text("utf-8") for path in made if path.suffix == ".html"]
    if not len(made) == 3 * len(pages) == 3 * len(words) or not all(map(Path.is_file, made)):
        sys.exit(f"not every edition was made: {len(made)} files")
    if wrong := [word for word, page in zip(words, pages, strict=True) if word not in page]:
        sys.exit(f"not every edition is in its language: {wrong} not found")


def usual(root: Path) -> Iterator[Path]:
    """Build fifteen editions in three formats as the libraries' manuals say; yield the files."""
    for name in NAMES:
        source = root / "usual" / name / "source"
        for tag in LANGUAGES:
            out = root / "out" / name / tag
            for step in ("html", "epub", "singlehtml"):
                sphinx = (BIN / "sphinx-build", "-q", "-b", step, "-D", f"language={tag}")
                _run(*sphinx, source, out / step)
            _run(BIN / "weasyprint", "-q", out / "singlehtml" / "index.html", out / "book.pdf")
            yield from (out / "html" / "index.html", out / "book.pdf", *out.glob("epub/*.epub"))


def press(root: Path) -> Iterator[Path]:
    """Build the same editions with one command; yield the files."""
    _run(BIN / "editions", "-q", "--root", root, "build", "-o", root / "out")
    for name in NAMES:
        for tag in LANGUAGES:
            out = root / "out" / "editions" / tag / name
            books = (out / f"{name}-{tag}{suffix}" for suffix in (".pdf", ".epub"))
            yield from (out / "html" / "index.html", *books)


def _run(*command: object) -> None:
    done = subprocess.run([str(part) for part in command], capture_output=True, check=False)
    if done.returncode:
        sys.exit(f"{command}: {done.stderr.decode(errors='replace')[-2000:]}")


if __name__ == "__main__":
    sys.exit(main())
