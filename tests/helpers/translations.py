"""Return each translation in the catalogues of a root as a reader sees it: words in order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from babel.messages.pofile import read_po

from tests.helpers.inspect import extract_words

# Replaced on the page by text from elsewhere: a title, a number, a note.
_ELSEWHERE = re.compile(
    r":(?:ref|doc|term|any|eq|math|numref|option|envvar|token|rfc|pep|cve|cwe):`[^`<]*`"
    r"|\[[^\]]+\]_|\|[^|\s][^|]*\|"
)
_NAMED = re.compile(r"(?::[\w-]+:)?_?`([^`<]*?)(?:\s*<[^`]*>)?`(?:__?)?")
_BRACKETS = re.compile(r"(:abbr:`[^`(]*?)\s*\([^`]*\)`")
_MARKS = re.compile(r"\\ |\\|[*`]")
_FORMULA = re.compile(r"[a-z](?: [a-z])*")
GAP = "{}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A translation: its page, and its words, in parts if other words are between them.

    `times` is the number of places on its page where the source has it.
    """

    page: str
    text: str
    pieces: tuple[str, ...]
    times: int = 1

    @property
    def is_sentence(self) -> bool:
        """Whether it is in one part, and too long to occur twice by chance."""
        return len(self.pieces) == 1 and self.text.endswith(".") and self.pieces[0].count(" ") > 3


def translations(folder: Path, language: str) -> Iterator[Told]:
    """Yield every translation below a folder of catalogues, in the order of each page."""
    for file in sorted(folder.rglob("*.po")):
        page = file.relative_to(folder).with_suffix("").as_posix()
        source = folder.parents[3] / "source" / folder.name / f"{page}.rst"
        words = " ".join(source.read_text("utf-8").split()) if source.is_file() else ""
        for message in read_po(BytesIO(file.read_bytes()), locale=language.replace("-", "_")):
            if message.id and message.string and not message.fuzzy:
                text = str(message.string)
                times = max(words.count(" ".join(str(message.id).split())), 1)
                yield Told(page=page, text=text, pieces=tuple(_pieces(text)), times=times)


def _pieces(text: str) -> Iterator[str]:
    marked = _ELSEWHERE.sub(GAP, _BRACKETS.sub(r"\1`", text.replace("\\\\", "/")))
    for part in re.split(r"\{\w*\}", _NAMED.sub(r"\1", marked)):
        piece = " ".join(extract_words(_MARKS.sub("", part)))
        if piece and not _FORMULA.fullmatch(piece):
            yield piece
