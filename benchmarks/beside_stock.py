"""The press beside the usual chain: fifteen editions, five languages of a text under three names.

Run it with the environment's Python, `.venv/bin/python benchmarks/beside_stock.py`; it prints
seconds and their ratio. The usual chain is what a maintainer types today, one step after
another: `sphinx-build -b html`, `-b epub`, `-b singlehtml`, and `weasyprint` on the last.
Nothing of it is held back: its catalogues are compiled beforehand, its pages use the theme
that it comes with.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

HERE = Path(__file__).resolve().parent.parent
TEXT = "charter-agenda"
NAMES = ("first", "second", "third")
LANGUAGES = ("en", "fr", "es", "ar", "ko")
BIN = Path(sys.executable).parent
CONF = 'project = "A text"\nlocale_dirs = ["../locale"]\ngettext_compact = False\n'
REGISTER = "[publications.{name}]\nlanguages = {languages}\n"


def main() -> int:
    """Make the root, run both chains in turn, print what they took; exit 1 if one fails."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("-n", type=int, default=1, metavar="ROUNDS", help="rounds (default 1)")
    rounds = parser.parse_args().n
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        _lay_out(root)
        pairs = [(_timed(usual, root), _timed(press, root)) for _ in range(rounds)]
    for slow, fast in pairs:
        sys.stdout.write(f"usual {slow:6.1f} s   press {fast:6.1f} s   {slow / fast:4.1f} times\n")
    return 0


def _lay_out(root: Path) -> None:
    """Lay the text out three times, under three names, with its catalogues."""
    register = ""
    for name in NAMES:
        shutil.copytree(HERE / "source" / TEXT, root / "source" / name)
        register += REGISTER.format(name=name, languages=list(LANGUAGES))
        (root / "source" / name / "conf.py").write_text(CONF, encoding="utf-8")
        for tag in LANGUAGES[1:]:
            catalogues = HERE / "locale" / tag / "LC_MESSAGES" / TEXT
            shutil.copytree(catalogues, root / "locale" / tag / "LC_MESSAGES" / name)
            stock = root / "usual" / name / "locale" / tag / "LC_MESSAGES"
            shutil.copytree(catalogues, stock)
            for catalogue in stock.glob("*.po"):
                _run("msgfmt", "-o", catalogue.with_suffix(".mo"), catalogue)
        shutil.copytree(root / "source" / name, root / "usual" / name / "source")
        (root / "source" / name / "conf.py").unlink()
    (root / "source" / "publications.toml").write_text(register, encoding="utf-8")


def _timed(chain: Callable[[Path], None], root: Path) -> float:
    shutil.rmtree(root / "out", ignore_errors=True)
    began = time.perf_counter()
    chain(root)
    return time.perf_counter() - began


def usual(root: Path) -> None:
    """Build fifteen editions in three formats as the libraries' manuals say, in series."""
    for name, tag, step in _steps():
        source, out = root / "usual" / name / "source", root / "out" / name / tag
        sphinx = (BIN / "sphinx-build", "-q", "-b", step, "-D", f"language={tag}")
        _run(*sphinx, "-d", out / f"trees-{step}", source, out / step)
        if step == "singlehtml":
            _run(BIN / "weasyprint", "-q", out / step / "index.html", out / f"{name}.pdf")


def _steps() -> Iterator[tuple[str, str, str]]:
    for name in NAMES:
        for tag in LANGUAGES:
            for step in ("html", "epub", "singlehtml"):
                yield name, tag, step


def press(root: Path) -> None:
    """Build the same editions with one command."""
    _run(BIN / "editions", "-q", "--root", root, "build", "-o", root / "out")


def _run(*command: object) -> None:
    done = subprocess.run([str(part) for part in command], capture_output=True, check=False)
    if done.returncode:
        sys.exit(f"{command}: {done.stderr.decode(errors='replace')[-2000:]}")


if __name__ == "__main__":
    sys.exit(main())
