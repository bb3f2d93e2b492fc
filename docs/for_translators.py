"""Draw the pictures of docs/translating.md: a catalogue and its page, a finding, a status.

Run it with the environment's Python after a change of the design:

    .venv/bin/python docs/for_translators.py

It copies the texts and catalogues, deletes a note in one, makes others fuzzy or empty, builds a
page and a proof of that copy, and opens a catalogue in Poedit on a virtual screen. It needs
`poedit`, `Xvfb` (xvfb), `import` and `convert` (imagemagick), and `chromium`.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from html import escape
from pathlib import Path

HERE = Path(__file__).resolve().parent
TEXT, PAGE, LINE = "charter-agenda", "right-1", 41
NOTE = "citoyenneté active.\\\\ [#citizen]_", "citoyenneté active."
PASSAGE = re.compile(r"(<p>)(Toute personne a droit à des espaces.*?)(?=</p>)", re.DOTALL)
# What Poedit keeps in its settings: no sidebar, no words about dictionaries or newer versions.
SETTINGS = """enable_spellchecking=0
sidebar_shown=0
check_for_updates=0
splitter=290
[windows/mainwin]
w=720
h=624
maximized=0
"""
STYLE = """<!doctype html><meta charset="utf-8"><style>
body { margin: 0; box-sizing: border-box; height: 100vh; background: #e8e6e1; padding: 24px;
       display: flex; gap: 24px }
figure { margin: 0; background: #fff; overflow: hidden }
iframe { border: 0; transform-origin: 0 0; transform: scale(var(--s));
         width: calc(100% / var(--s)); height: calc(100% / var(--s)) }
pre { margin: 0; padding: 16px 20px; background: #22262b; color: #f1f0ec; white-space: pre-wrap;
      font: 17px/1.5 "DejaVu Sans Mono", monospace }
</style>
"""
BESIDE = """<figure style="width: 720px"><img src="EDITOR"></figure>
<figure style="flex: 1; --s: .8"><iframe scrolling="no" src="PAGE"></iframe></figure>"""
BELOW = """<style>body { flex-direction: column }</style><pre>SAID</pre>
<figure style="flex: 1; --s: 1"><iframe scrolling="no" src="PROOF"></iframe></figure>"""
STATUS = """<figure style="flex: 1; --s: 1"><iframe scrolling="no" src="PAGE"
style="margin-top: -90px; height: 400px"></iframe></figure>"""
OPEN = "<details open>"
MARK = "<style>mark { background: #cfe2ff; color: inherit }</style></head>"


def main() -> int:
    """Build, lay out, take three pictures; exit 1 if a program fails."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        for name in ("source", "locale"):
            shutil.copytree(HERE.parent / name, work / name)
        _page(work)
        _check(work)
        _status(work)
    return 0


def _page(work: Path) -> None:
    """Show the catalogue in Poedit beside the page that it becomes."""
    _editions(work, "-q", "build", TEXT, "-l", "fr", "-f", "html")
    page = work / "build" / "editions" / "fr" / TEXT / "html" / f"{PAGE}.html"
    marked = PASSAGE.sub(r"\1<mark>\2</mark>", page.read_text("utf-8"))
    page.write_text(marked.replace("</head>", MARK), encoding="utf-8")
    editor = _poedit(_catalogue(work, "fr"), work)
    sheet = BESIDE.replace("EDITOR", editor.as_uri()).replace("PAGE", page.as_uri())
    _picture(sheet, "page", (1440, 672), work)


def _check(work: Path) -> None:
    """Show the finding on a note that a translation lacks, and that passage in the proof."""
    catalogue = _catalogue(work, "fr")
    text = catalogue.read_text("utf-8")
    catalogue.write_text(text.replace(*NOTE), encoding="utf-8")
    said = _editions(work, "catalogue", "check", "-l", "fr")
    _editions(work, "-q", "build", TEXT, "-l", "fr", "-f", "proof")
    proof = work / "build" / "proofs" / "fr" / TEXT / "index.html"
    before, row, after = proof.read_text("utf-8").partition(_row(proof))
    proof.write_text(before + row + after.replace("<details>", OPEN, 1), encoding="utf-8")
    (number,) = re.findall(r'id="m(\d+)"', row)
    words = f"<b>$ ./editions catalogue check -l fr</b>\n{escape(said.strip())}"
    place = f"{proof.as_uri()}#m{number}"
    _picture(BELOW.replace("SAID", words).replace("PROOF", place), "check", (1240, 615), work)


def _row(proof: Path) -> str:
    """Return the first tag of the row of the proof that the line is shown in."""
    before = proof.read_text("utf-8").partition(f"{PAGE}.po:{LINE}<")[0]
    tags: list[str] = re.findall(r"<tr [^>]*>", before)
    return tags[-1]


def _status(work: Path) -> None:
    """Show the status page: one language lacks a page, another has a fuzzy one."""
    unsure = _catalogue(work, "es", "about")
    _run("msgattrib", "--no-wrap", "--set-fuzzy", unsure, "-o", unsure)
    _catalogue(work, "ko", "chronology").unlink()
    page = work / "bars.html"
    _editions(work, "-q", "catalogue", "status", "--page", page)
    sheet = STATUS.replace("PAGE", page.as_uri())
    _picture(sheet, "status", (900, 330), work)


def _catalogue(work: Path, tag: str, page: str = PAGE) -> Path:
    return work / "locale" / tag / "LC_MESSAGES" / TEXT / f"{page}.po"


def _poedit(catalogue: Path, work: Path) -> Path:
    """Take a picture of a catalogue in Poedit, opened at the line of the passage."""
    home, shot = work / "home", work / "poedit.png"
    settings = home / ".config" / "poedit" / "config"
    settings.parent.mkdir(parents=True)
    settings.write_text(SETTINGS, encoding="utf-8")
    with _screen() as screen:
        place = os.environ | {"DISPLAY": screen, "HOME": str(home), "LC_ALL": "C.UTF-8"}
        words = ["poedit", "--line", str(LINE), str(catalogue)]
        poedit = subprocess.Popen(words, env=place, stderr=subprocess.DEVNULL)
        try:
            _still(screen, shot)
        finally:
            poedit.kill()
            poedit.wait()
    return shot


@contextmanager
def _screen() -> Iterator[str]:
    """Start an invisible X screen, and yield its name."""
    reads, writes = os.pipe()
    words = ["Xvfb", "-displayfd", str(writes), "-screen", "0", "720x624x24"]
    with subprocess.Popen(words, pass_fds=[writes], stderr=subprocess.DEVNULL) as server:
        os.close(writes)
        try:
            with os.fdopen(reads, encoding="ascii") as told:
                yield f":{told.readline().strip()}"
        finally:
            server.terminate()


def _still(screen: str, shot: Path) -> None:
    """Wait until the screen shows something and has been the same for two seconds."""
    former, empty = b"", b""
    for _ in range(30):
        _run("import", "-display", screen, "-window", "root", "-define", "png:exclude=time", shot)
        now = shot.read_bytes()
        empty = empty or now
        if now == former != empty:
            return
        former = now
        time.sleep(2)
    sys.exit("Poedit shows nothing")


def _picture(sheet: str, name: str, size: tuple[int, int], work: Path) -> None:
    html, taken = work / f"{name}.html", work / f"{name}.png"
    html.write_text(STYLE + sheet, encoding="utf-8")
    flags = ("--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--hide-scrollbars")
    own = (f"--user-data-dir={work / 'profile'}", f"--screenshot={taken}")
    _run("chromium", *flags, "--window-size={},{}".format(*size), *own, html.as_uri())
    _run("convert", taken, "-strip", "+dither", "-colors", "64", HERE / f"translating-{name}.png")


def _editions(work: Path, *words: object) -> str:
    return _run(HERE.parent / "editions", *words, "--root", work)


def _run(*command: object) -> str:
    done = subprocess.run([str(part) for part in command], capture_output=True, check=False)
    if done.returncode:
        sys.exit(f"{command}: {done.stderr.decode(errors='replace')[-2000:]}")
    return (done.stderr + done.stdout).decode()


if __name__ == "__main__":
    sys.exit(main())
