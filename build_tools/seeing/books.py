"""The book on paper: takes a PDF, gives it opened, its text as poppler reads it."""

from __future__ import annotations

import re
import subprocess
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pikepdf


@lru_cache(maxsize=4)
def opened(pdf: Path) -> pikepdf.Pdf:
    """Return a book as pikepdf opens it. Raises pikepdf.PdfError where it is none."""
    import pikepdf

    return pikepdf.open(pdf)


@lru_cache(maxsize=64)
def book_text(pdf: Path) -> str:
    """Return the text of a book as poppler reads it, words that a line divides joined."""
    done = subprocess.run(["pdftotext", "-q", str(pdf), "-"], check=True, capture_output=True)
    return re.sub("[\u2010\u00ad]\n\\s*", "", done.stdout.decode())
