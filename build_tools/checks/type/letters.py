"""Takes an edition, gives letters that are not the letters that they look like.

What: no forms of letters that only printers' tables have (Unicode: presentation forms, ligatures,
full widths), no letter in pieces that Unicode has whole, none that nobody sees or that means
nothing; no soft hyphen where words are not divided.
Example: `ﻻ` for `لا`; `e` with an accent of its own for `é`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from build_tools.checks.row import Built, Fault
from build_tools.checks.telling import fault
from build_tools.seeing.prose import TextBlock, read_text_blocks

_FORMS = re.compile("[\ufb00-\ufb4f\ufb50-\ufd3d\ufd50-\ufdf1\ufe70-\ufefc]")
_WIDE = re.compile("[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]")
# Where a line may end or a word be cut is no translator's to say; the press joins with U+2060.
_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u2028\u2029\ufeff\ufffd]")
_SOFT = re.compile("\xad")
# For private use, for nobody, and halves of letters.
_UNMEANT = re.compile("[\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\ufffe\uffff]")


def look(built: Built) -> Iterable[Fault]:
    """Yield a fault for each letter that is not what it seems."""
    is_book = built.target.format == "pdf"
    for block in read_text_blocks(built.whole, built.language.tag):
        for found, message in (*_wrong(block), *(() if is_book else _in_pieces(block))):
            yield fault(built, block, found, message)
        soft = None if built.language.hyphens or is_book else _SOFT.search(block.text)
        if soft:
            yield fault(built, block, soft, "a soft hyphen stands in a word that is not divided")


def _wrong(block: TextBlock) -> Iterator[tuple[re.Match[str], str]]:
    for found in _FORMS.finditer(block.text):
        whole = unicodedata.normalize("NFKC", found[0])
        yield found, f"U+{ord(found[0]):04X} is a form of print, not the letters {whole}"
    for found in _WIDE.finditer(block.text):
        yield found, f"{found[0]} has the width of a square"
    for found in _UNSEEN.finditer(block.text):
        yield found, f"U+{ord(found[0]):04X} is no letter"
    for found in _UNMEANT.finditer(block.text):
        yield found, f"U+{ord(found[0]):04X} means nothing"


def _in_pieces(block: TextBlock) -> Iterator[tuple[re.Match[str], str]]:
    """Yield the first letter that stands in pieces, though Unicode has it whole."""
    if unicodedata.is_normalized("NFC", block.text):
        return
    for found in re.finditer(r"\w[^\w\s]+", block.text):
        if unicodedata.normalize("NFC", found[0]) != found[0] and len(found[0]) < 5:
            yield found, f"{found[0]} is written in pieces"
            return
