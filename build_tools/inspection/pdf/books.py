"""Open a PDF with pikepdf, and extract its text with poppler."""

from __future__ import annotations

import re
import subprocess
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pikepdf


@lru_cache(maxsize=4)
def open_pdf(pdf: Path) -> pikepdf.Pdf:
    """Open a PDF with pikepdf; raise pikepdf.PdfError if it is not a PDF."""
    import pikepdf

    return pikepdf.open(pdf)


@lru_cache(maxsize=64)
def run_pdftotext(pdf: Path) -> str:
    """Return the text of a PDF as poppler extracts it, with hyphenated words joined."""
    process = subprocess.run(["pdftotext", "-q", str(pdf), "-"], check=True, capture_output=True)
    return re.sub("[\u2010\u00ad]\n\\s*", "", process.stdout.decode())
