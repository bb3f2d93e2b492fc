"""Define the error that a user can fix, and format errors and findings as one line."""

from __future__ import annotations

import re

from build_tools.model import Finding, Place

_CONTROL_CHARACTERS = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e]")


class UserError(Exception):
    """Stop the command with an error that the user can fix, by its `remedy`.

    `code` is `room/what`; `exit_code` is 2 if the command, the register or a file it names is wrong, else 1;
    `findings` are what else was found before it.
    """

    def __init__(
        self,
        code: str,
        message: str,
        *,
        remedy: str = "",
        place: Place | None = None,
        exit_code: int = 2,
        findings: tuple[Finding, ...] = (),
    ) -> None:
        super().__init__(code, message)  # what pickle restores it with, beside its attributes
        self.code = code
        self.message = message
        self.remedy = remedy
        self.place = place or Place()
        self.exit_code = exit_code
        self.findings = findings

    def __str__(self) -> str:
        return format_error(self.code, self.message, self.place, self.remedy)


def format_error(code: str, message: str, place: Place, remedy: str = "") -> str:
    """Return `FILE:LINE: CODE message`, then the remedy, on one line."""
    location = place.file + (f":{place.line}" if place.line else "")
    text = " ".join(f"{code} {message}".split())
    tail = f" — {' '.join(remedy.split())}" if remedy else ""
    line = f"{location}: {text}{tail}" if location else f"{text}{tail}"
    # Nothing in it may move the cursor or change the direction of a terminal line.
    return _CONTROL_CHARACTERS.sub(lambda match: f"\\x{ord(match[0]):02x}", line)


def make_environment_error(error: ModuleNotFoundError) -> UserError:
    """Return the error line for a package that was removed from the environment."""
    return UserError("cli/environment", str(error), remedy="rm -r .venv, then start ./editions again")


def convert_to_finding(
    error: UserError, *, publication: str = "", language: str = "", format: str = ""
) -> Finding:
    """Convert an error to a finding, with the remedy at the end of the message."""
    return Finding(
        code=error.code,
        severity="error",
        message=f"{error.message} — {error.remedy}" if error.remedy else error.message,
        place=error.place,
        publication=publication,
        language=language,
        format=format,
    )


def format_finding(finding: Finding) -> str:
    """Format a finding as one line for the terminal."""
    return format_error(finding.code, finding.message, finding.place)
