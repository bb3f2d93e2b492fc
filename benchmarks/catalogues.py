"""Measure a check and an update of catalogues, with few and with many languages.

Run it with the environment's Python; five, fifty and five hundred languages take some minutes:

    .venv/bin/python benchmarks/catalogues.py 5 50 500

Each language beyond the project's own is a copy of its French. Prints the elapsed seconds of a first
check, of a check with no change, of an update with nothing new, and of an update after a page was
renamed and a sentence changed.
"""

from __future__ import annotations

import argparse
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from babel.localedata import locale_identifiers

HERE = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
TEXT = "charter-agenda"
OWN = ("fr", "es", "ar", "ko")
HEADS = ("languages", "check", "unchanged", "update", "renamed")


def main() -> int:
    """Measure each number of languages on a copy of the texts; exit with 1 if a command fails."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("languages", nargs="*", type=int, default=[5, 50], metavar="N")
    counts = parser.parse_args().languages
    sys.stdout.write("".join(f"{head:>11}" for head in HEADS) + "\n")
    for count in counts:
        with tempfile.TemporaryDirectory() as folder:
            _print_row(count, Path(folder))
    return 0


def _print_row(count: int, root: Path) -> None:
    _copy(_list_tags(count), root)
    _measure(root, "update")  # write the current locations in the sources
    figures = [_measure(root, "check"), _measure(root, "check"), _measure(root, "update")]
    _rename(root)
    figures.append(_measure(root, "update"))
    sys.stdout.write(f"{count:11}" + "".join(f"{each:9.2f} s" for each in figures) + "\n")
    sys.stdout.flush()


def _list_tags(count: int) -> list[str]:
    """Return the project's languages except English, then others, up to the given number."""
    known = sorted(name.replace("_", "-") for name in locale_identifiers())
    plain = [tag for tag in known if re.fullmatch(r"[a-z]{2,3}(-[A-Z]{2})?", tag)]
    others = [tag for tag in plain if tag not in OWN and not tag.startswith("en")]
    return [*OWN, *sorted(others, key=lambda tag: ("-" in tag, tag))][: count - 1]


def _copy(tags: list[str], root: Path) -> None:
    shutil.copytree(HERE / "source", root / "source")
    for tag in tags:
        name = tag.replace("-", "_")
        own = HERE / "locale" / (name if tag in OWN else "fr") / "LC_MESSAGES"
        shutil.copytree(own / TEXT, root / "locale" / name / "LC_MESSAGES" / TEXT)
    shutil.copy(HERE / "locale" / "glossary.tsv", root / "locale")
    register = root / "source" / "publications.toml"
    named = ", ".join(f'"{tag}"' for tag in ("en", *tags))
    text = re.sub(r"languages = \[.*?\]", f"languages = [{named}]", register.read_text("utf-8"))
    register.write_text(text, "utf-8")


def _rename(root: Path) -> None:
    """Rename a page, and change a word in one of its sentences."""
    source = root / "source" / TEXT
    (source / "right-1.rst").rename(source / "right-one.rst")
    for page, old, new in (
        ("index", "right-1\n", "right-one\n"),
        ("right-one", "Everyone who lives", "Each person who lives"),
    ):
        file = source / f"{page}.rst"
        text = file.read_text("utf-8")
        if old not in text:
            sys.exit(f"{file} has no “{old.strip()}”")
        file.write_text(text.replace(old, new), "utf-8")


def _measure(root: Path, word: str) -> float:
    began = time.perf_counter()
    command = (BIN / "editions", "-q", "--root", root, "catalogue", word)
    done = subprocess.run(command, capture_output=True, check=False)
    took = time.perf_counter() - began
    if done.returncode:
        sys.exit(done.stderr.decode(errors="replace"))
    return took


if __name__ == "__main__":
    sys.exit(main())
