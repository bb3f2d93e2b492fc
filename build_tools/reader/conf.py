"""Describe errors of a root's conf.py."""

from __future__ import annotations

import traceback
from pathlib import Path

from sphinx.errors import ConfigError, SphinxError


def describe_conf_error(error: SphinxError, conf: Path) -> tuple[str, int | None]:
    """Return the message of an error on one line, and the line of `conf` it came from, if any.

    Sphinx reports an error inside conf.py with a traceback; its cause has the message alone.
    """
    cause = error.__cause__
    if not isinstance(error, ConfigError) or cause is None:
        return " ".join(str(error).split()), None
    if isinstance(cause, SyntaxError):
        return f"{type(cause).__name__}: {cause.msg}", cause.lineno
    frames = traceback.extract_tb(cause.__traceback__)
    lines = [frame.lineno for frame in frames if frame.filename == str(conf)]
    return " ".join(f"{type(cause).__name__}: {cause}".split()), lines[-1] if lines else None
