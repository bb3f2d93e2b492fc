"""What surrounds the command: the environment, the terminal, the clock, the folder it is in."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TextIO

from build_tools.errors import UserError

clock = time.monotonic


def epoch() -> date | None:
    """Return the day of SOURCE_DATE_EPOCH, None where it is not set, or empty.

    Raises Mendable `cli/source-date-epoch` where it is no time.
    """
    value = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not value:
        os.environ.pop("SOURCE_DATE_EPOCH", None)  # Sphinx stops at an empty one
        return None
    try:
        return datetime.fromtimestamp(int(value), tz=UTC).date()
    except (ValueError, OverflowError, OSError) as error:
        raise UserError(
            "cli/source-date-epoch",
            f"SOURCE_DATE_EPOCH is {value!r}, which is no time",
            remedy="set it to seconds since 1970, or not at all",
        ) from error


def today() -> date:
    """Return the day of SOURCE_DATE_EPOCH, else today's. Raises as `epoch`."""
    return epoch() or datetime.now().astimezone().date()


def moment() -> str:
    """Return the time as catalogues write it, in UTC: that of SOURCE_DATE_EPOCH, where it is set.

    Raises as `epoch`.
    """
    told = epoch() is not None
    seconds = int(os.environ["SOURCE_DATE_EPOCH"]) if told else time.time()
    return f"{datetime.fromtimestamp(seconds, tz=UTC):%Y-%m-%d %H:%M%z}"


def surroundings() -> Mapping[str, str]:
    """Return the environment variables of this call."""
    return os.environ


def is_terminal(stream: TextIO) -> bool:
    """Return whether a person watches a stream on a terminal that can move its cursor."""
    return stream.isatty() and os.environ.get("TERM", "") not in {"", "dumb"}


def has_colours(stream: TextIO) -> bool:
    """Return whether colours are welcome in a stream."""
    return is_terminal(stream) and not os.environ.get("NO_COLOR")


def cores() -> int:
    """Return how many processes can work at once."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1


def absolute(path: Path) -> Path:
    """Return a path from the folder that the command was called in."""
    return path.absolute()


def hush(stream: TextIO) -> None:
    """Let what is still written to a closed pipe go nowhere."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream.fileno())
    os.close(nowhere)


def stdout() -> TextIO:
    """Return the stream for what was asked for."""
    return sys.stdout


def stderr() -> TextIO:
    """Return the stream for what went wrong."""
    return sys.stderr
