"""Compare `editions build` with the usual toolchain: a text with three identifiers in five languages.

Run it with the environment's Python; it takes two to four minutes:

    .venv/bin/python benchmarks/beside_stock.py

The usual toolchain is what a maintainer types today, one step after another: `sphinx-build -b html`,
`-b epub`, `-b singlehtml`, and `weasyprint` on the last. It has no disadvantage here: its catalogues
are compiled beforehand, its pages use Sphinx's own theme, and a warning stops nothing. `editions build`
makes the same editions with one command, and compiles its catalogues in the measured time. Each
starts from nothing, one after the other. The figures count only if each has built every edition in
every format, in its own language.

Prints the elapsed time, the CPU time, and the ratios of both. The elapsed time is exact only if
nothing else runs on the machine.
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
class Times:
    """Hold the seconds that a toolchain took: elapsed, and CPU time of all its processes."""

    clock: float
    work: float


def main() -> int:
    """Write the root, run both toolchains in turn, print their times; exit with 1 if one fails."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("-n", type=int, default=1, metavar="ROUNDS", help="rounds (default 1)")
    rounds = parser.parse_args().n
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        _lay_out(root)
        for _ in range(rounds):
            _print_times(_measure(build_usual, root), _measure(build_editions, root))
    return 0


def _print_times(slow: Times, fast: Times) -> None:
    for name, took in (("usual", slow), ("editions", fast)):
        sys.stdout.write(f"{name:8} clock {took.clock:6.1f} s   work {took.work:6.1f} s\n")
    clock, work = slow.clock / fast.clock, slow.work / fast.work
    sys.stdout.write(f"ratio    clock {clock:6.1f}     work {work:6.1f}\n")
    sys.stdout.flush()


def _lay_out(root: Path) -> None:
    """Copy the text three times, with three identifiers, with its catalogues."""
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


def _measure(chain: Callable[[Path], Iterator[Path]], root: Path) -> Times:
    shutil.rmtree(root / "out", ignore_errors=True)
    began, worked = time.perf_counter(), _cpu_time()
    made = list(chain(root))
    took = Times(clock=time.perf_counter() - began, work=_cpu_time() - worked)
    _verify(made)
    return took


def _cpu_time() -> float:
    times = os.times()
    return times.children_user + times.children_system


def _verify(made: list[Path]) -> None:
    """Exit with 1 if an edition is missing or is not in its language."""
    words = [word for _ in NAMES for word in LANGUAGES.values()]
    pages = [path.read_text("utf-8") for path in made if path.suffix == ".html"]
    if not len(made) == 3 * len(pages) == 3 * len(words) or not all(map(Path.is_file, made)):
        sys.exit(f"not every edition was built: {len(made)} files")
    if wrong := [word for word, page in zip(words, pages, strict=True) if word not in page]:
        sys.exit(f"not every edition is in its language: {wrong} not found")


def build_usual(root: Path) -> Iterator[Path]:
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


def build_editions(root: Path) -> Iterator[Path]:
    """Build the same editions with one `editions build`; yield the files."""
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
