"""What stops a root's conf.py: takes Sphinx's error, gives its words and its line."""

from __future__ import annotations

import traceback
from pathlib import Path

from sphinx.errors import ConfigError, SphinxError


def told(error: SphinxError, conf: Path) -> tuple[str, int | None]:
    """Return what an error says on one line, and the line of `conf` that it came from, if any.

    Sphinx tells of an error inside conf.py with a traceback; its cause says the same in words.
    """
    cause = error.__cause__
    if not isinstance(error, ConfigError) or cause is None:
        return " ".join(str(error).split()), None
    if isinstance(cause, SyntaxError):
        return f"{type(cause).__name__}: {cause.msg}", cause.lineno
    frames = traceback.extract_tb(cause.__traceback__)
    lines = [frame.lineno for frame in frames if frame.filename == str(conf)]
    return " ".join(f"{type(cause).__name__}: {cause}".split()), lines[-1] if lines else None
