"""Read the environment of the command: variables, terminal, clock, current folder."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import TextIO

from build_tools.errors import UserError

read_clock = time.monotonic


def read_source_date() -> date | None:
    """Return the day of SOURCE_DATE_EPOCH, None if it is unset or empty; raise UserError if it is no time."""
    value = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not value:
        os.environ.pop("SOURCE_DATE_EPOCH", None)  # Sphinx stops at an empty one
        return None
    try:
        return datetime.fromtimestamp(int(value), tz=UTC).date()
    except (ValueError, OverflowError, OSError) as error:
        message = f"SOURCE_DATE_EPOCH is {value!r}, which is no time"
        remedy = "set it to seconds since 1970, or not at all"
        raise UserError("cli/source-date-epoch", message, remedy=remedy) from error


def get_today() -> date:
    """Return the day of SOURCE_DATE_EPOCH, else today."""
    return read_source_date() or datetime.now().astimezone().date()


def get_timestamp() -> str:
    """Return the time as catalogues write it, in UTC: that of SOURCE_DATE_EPOCH if it is set."""
    is_set = read_source_date() is not None
    seconds = int(os.environ["SOURCE_DATE_EPOCH"]) if is_set else time.time()
    return f"{datetime.fromtimestamp(seconds, tz=UTC):%Y-%m-%d %H:%M%z}"


def get_environment() -> Mapping[str, str]:
    """Return the environment variables of this call."""
    return os.environ


def is_terminal(stream: TextIO) -> bool:
    """Return whether a stream is a terminal that can move its cursor."""
    return stream.isatty() and os.environ.get("TERM", "") not in {"", "dumb"}


def has_colours(stream: TextIO) -> bool:
    """Return whether a stream may have colours."""
    return is_terminal(stream) and not os.environ.get("NO_COLOR")


def count_cores() -> int:
    """Return how many processes can run at once."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1


def discard_output(stream: TextIO) -> None:
    """Discard what is still written to a closed pipe."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream.fileno())
    os.close(nowhere)


def get_stdin() -> TextIO:
    """Return the stream of answers."""
    return sys.stdin


def get_stdout() -> TextIO:
    """Return the stream of results."""
    return sys.stdout


def get_stderr() -> TextIO:
    """Return the stream of errors."""
    return sys.stderr
