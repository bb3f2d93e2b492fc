"""Open books with PDFium, which Chromium shows them with: draw their pages, and look for words in them.

It runs as a program, so that a book that crashes it does no other harm.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from build_tools.validators import MessagesByFile
from build_tools.validators.sandbox import Sandbox, ValidatorExit, run_batch, run_in_sandbox

Phrase = tuple[int, str]  # a page and words on it


def validate(paths: Iterable[Path]) -> MessagesByFile:
    """Return a message for each book that PDFium cannot open, and each page that it cannot draw."""
    return _run_script(dict.fromkeys(paths))


def find_phrases(phrases: Mapping[Path, Sequence[Phrase]]) -> MessagesByFile:
    """Return a message for each phrase that a search does not find on its page."""
    return _run_script(phrases)


def _run_script(phrases: Mapping[Path, Sequence[Phrase] | None]) -> MessagesByFile:
    script = Path(__file__).with_name("pdfium_script.py")

    def start(sandbox: Sandbox, names: Sequence[str]) -> ValidatorExit:
        """Start the script, which reads the names of the files with their phrases."""
        request = dict(zip(names, phrases.values(), strict=True))
        return run_in_sandbox(sandbox, (sys.executable, "-I", str(script)), stdin=json.dumps(request))

    return run_batch("PDFium", phrases, start, start_seconds=60, file_seconds=60)
