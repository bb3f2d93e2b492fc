"""What a person can mend: takes what went wrong and where, gives one line and a remedy."""

from __future__ import annotations

import re

from build_tools.model import Finding, Place

_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e]")


class Mendable(Exception):
    """Something that stops the command and that a person can mend.

    `code` is `room/what`, `message` one sentence, `remedy` what to do about it, `exit` the
    exit code: 2 where the command, the register or a file it names is wrong, else 1; `others`
    is what else was found on the way to it.
    """

    def __init__(
        self,
        code: str,
        message: str,
        *,
        remedy: str = "",
        place: Place | None = None,
        exit: int = 2,
        others: tuple[Finding, ...] = (),
    ) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.remedy = remedy
        self.place = place or Place()
        self.exit = exit
        self.others = others

    def __str__(self) -> str:
        return worded(self.code, self.message, self.place, self.remedy)

    def __reduce__(self) -> tuple[object, ...]:
        said = (self.code, self.message, self.remedy, self.place, self.exit, self.others)
        return (_revive, said)


def _revive(
    code: str, message: str, remedy: str, place: Place, exit: int, others: tuple[Finding, ...]
) -> Mendable:
    return Mendable(code, message, remedy=remedy, place=place, exit=exit, others=others)


def worded(code: str, message: str, place: Place, remedy: str = "") -> str:
    """Return `FILE:LINE: CODE message`, then the remedy, on one line."""
    where = place.file + (f":{place.line}" if place.line else "")
    text = " ".join(f"{code} {message}".split())
    tail = f" — {' '.join(remedy.split())}" if remedy else ""
    return _visible(f"{where}: {text}{tail}" if where else f"{text}{tail}")


def _visible(line: str) -> str:
    """Return a line whose names and words cannot move the cursor or be read backwards."""
    return _UNSEEN.sub(lambda found: f"\\x{ord(found[0]):02x}", line)


def as_finding(
    error: Mendable, *, publication: str = "", language: str = "", format: str = ""
) -> Finding:
    """Return an error that a person can mend as a finding, its remedy at the end of its words."""
    tail = f" — {error.remedy}" if error.remedy else ""
    return Finding(
        code=error.code,
        severity="error",
        message=error.message + tail,
        place=error.place,
        publication=publication,
        language=language,
        format=format,
    )


def worded_finding(finding: Finding) -> str:
    """Return a finding as one line for the terminal."""
    return worded(finding.code, finding.message, finding.place)
