"""Draw docs/one-article.png: Right II as a web page, a page of the book and of the e-book.

Run it with the environment's Python after a change of the design:

    .venv/bin/python docs/one_article.py

It builds three editions, shows the real files side by side on one page, and takes a screenshot of
it with Chromium. It needs `chromium`, `pdftoppm` and `pdfinfo` (poppler-utils), and
`convert` (ImageMagick).
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
TEXT, PAGE, ARTICLE = "charter-agenda", "right-2", "ca-2"
# The language and the format of each edition on the page.
SHOWN = (("en", "html"), ("ar", "pdf"), ("ko", "epub"))
WIDTH, HEIGHT = 1563, 700
SHEET = """<!doctype html><meta charset="utf-8"><style>
body { margin: 0; height: 700px; background: #e8e6e1; display: flex; justify-content: center;
       align-items: center; gap: 40px }
figure { margin: 0; width: var(--w); height: 600px; background: #fff; overflow: hidden }
iframe { border: 0; transform-origin: 0 0; transform: scale(var(--s));
         width: calc(100% / var(--s)); height: calc(100% / var(--s)) }
img { width: 100%; height: 100% }
.epub { box-sizing: border-box; padding: 0 32px 70px }
</style>
<figure style="--w: 560px; --s: .6"><iframe scrolling="no" src="WEB"></iframe></figure>
<figure style="--w: 423px"><img src="BOOK"></figure>
<figure style="--w: 400px; --s: .8" class="epub"><iframe scrolling="no" src="EBOOK"></iframe>
</figure>
"""


def main() -> int:
    """Build, lay out, take the picture; exit 1 if a program fails."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        sheet = work / "sheet.html"
        sheet.write_text(_sheet(work), encoding="utf-8")
        _picture(sheet, work)
    return 0


def _sheet(work: Path) -> str:
    for tag, form in SHOWN:
        _run(HERE.parent / "editions", "-q", "build", TEXT, "-l", tag, "-f", form, "-o", work)
    web, book, ebook = (work / "editions" / tag / TEXT for tag, _ in SHOWN)
    places = {
        "WEB": web / "html" / f"{PAGE}.html",
        "EBOOK": _chapter(ebook / f"{TEXT}-ko.epub", work / "ebook"),
        "BOOK": _leaf(book / f"{TEXT}-ar.pdf", work / "leaf"),
    }
    return re.sub("|".join(places), lambda found: places[found[0]].as_uri(), SHEET)


def _chapter(epub: Path, folder: Path) -> Path:
    with zipfile.ZipFile(epub) as package:
        package.extractall(folder)
    return folder / "EPUB" / f"{PAGE}.xhtml"


def _leaf(pdf: Path, stem: Path) -> Path:
    places = _run("pdfinfo", "-dests", pdf)
    number = next(line.split()[0] for line in places.splitlines() if f'"{ARTICLE}"' in line)
    _run("pdftoppm", "-r", "200", "-f", number, "-singlefile", "-png", pdf, stem)
    return stem.with_suffix(".png")


def _picture(sheet: Path, work: Path) -> None:
    taken = work / "taken.png"
    flags = ("--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--hide-scrollbars")
    size = (f"--window-size={WIDTH},{HEIGHT}", "--force-device-scale-factor=1.4")
    own = (f"--user-data-dir={work / 'profile'}", f"--screenshot={taken}")
    _run("chromium", *flags, *size, *own, sheet.as_uri())
    _run("convert", taken, "-strip", "+dither", "-colors", "64", HERE / "one-article.png")


def _run(*command: object) -> str:
    done = subprocess.run([str(part) for part in command], capture_output=True, check=False)
    if done.returncode:
        sys.exit(f"{command}: {done.stderr.decode(errors='replace')[-2000:]}")
    return done.stdout.decode()


if __name__ == "__main__":
    sys.exit(main())
