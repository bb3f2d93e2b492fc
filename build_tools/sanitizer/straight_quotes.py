"""Replace straight quotation marks between letters of scripts that write no spaces.

docutils takes a mark after a letter for a closing one, as in `の"地域"は`. Where words have no spaces
the marks of a block open and close in turn.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from build_tools.script_direction import is_spaceless

# A mark that is escaped, `\"`, stands after U+0000 here, and stays straight.
_MARKS = {kind: re.compile(rf"(?<!\x00){kind}") for kind in "\"'"}
OBJECT_REPLACEMENT = "\N{OBJECT REPLACEMENT CHARACTER}"


def curl_spaceless_quotes(texts: Sequence[str | None], marks: Sequence[str]) -> list[str | None]:
    """Return the texts of a block with opening and closing marks; None is text that is read as it stands.

    `marks` are the outer and the inner pair. Marks of a kind stay straight if none of them touches a letter
    of a spaceless script, or if one has no partner.
    """
    curled = list(texts)
    for kind, pair in (('"', marks[:2]), ("'", marks[2:4])):
        block = "".join(OBJECT_REPLACEMENT if text is None else text for text in curled)
        places = [match.start() for match in _MARKS[kind].finditer(block) if not _is_apostrophe(block, match)]
        if len(places) % 2 == 0 and any(_touches_spaceless(block, place) for place in places):
            curled = _replace_marks(curled, places, pair)
    return curled


def _is_apostrophe(block: str, match: re.Match[str]) -> bool:
    before, after = block[max(match.start() - 1, 0) : match.start()], block[match.end() : match.end() + 1]
    return match[0] == "'" and all(letter.isalnum() and not is_spaceless(letter) for letter in before + after)


def _touches_spaceless(block: str, place: int) -> bool:
    return any(
        is_spaceless(letter) for letter in block[max(place - 1, 0) : place] + block[place + 1 : place + 2]
    )


def _replace_marks(
    texts: Sequence[str | None], places: Sequence[int], pair: Sequence[str]
) -> list[str | None]:
    new_marks = {place: pair[turn % 2] for turn, place in enumerate(places)}
    replaced: list[str | None] = []
    offset = 0
    for text in texts:
        if text is None:
            replaced.append(None)
            offset += 1
            continue
        replaced.append("".join(new_marks.get(at, letter) for at, letter in enumerate(text, offset)))
        offset += len(text)
    return replaced
