"""The judges: other people's programs that judge an edition. Takes names, gives what is there.

A runner a judge (`verapdf.judged(paths)` …) starts it once for many files and says what it said
of each; one that fails, or judges fewer files than it was given, raises Mendable.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from build_tools.judges.rows import JUDGES, Judge, Kind
from build_tools.judges.said import Said, Verdicts

__all__ = [
    "JUDGES",
    "REMEDY",
    "Judge",
    "Kind",
    "Said",
    "Verdicts",
    "forget",
    "is_old",
    "is_there",
    "lacking",
    "needed",
    "version",
]

REMEDY = "./editions check --judges"
_BY_NAME = {judge.name: judge for judge in JUDGES}


def is_there(name: str) -> bool:
    """Say whether a judge can be started here: it and all that it needs are installed."""
    return not lacking((name,))


def lacking(names: Iterable[str]) -> tuple[str, ...]:
    """Return which of these judges, and of what they need, are not installed."""
    return tuple(name for name in needed(names) if not _has(name))


def needed(names: Iterable[str]) -> tuple[str, ...]:
    """Return these judges and all that they need, each once."""
    return tuple(dict.fromkeys(each for name in names for each in _all(name)))


def is_old(name: str) -> bool:
    """Say whether a judge is there in another version than its lock names."""
    from build_tools.judges import versions

    judge = _BY_NAME[name]
    return _has(name) and versions.package_version(judge) != versions.pinned(judge)


@cache
def version(name: str) -> str:
    """Return the version of a judge, `?` where no file tells it, empty where it is not there."""
    from build_tools.judges import versions

    return versions.version_of(_BY_NAME[name])


def forget() -> None:
    """Look anew at what is installed, since something was."""
    version.cache_clear()
    _has.cache_clear()


@cache
def _has(name: str) -> bool:
    from build_tools.judges import where

    return where.file_of(_BY_NAME[name]) is not None


def _all(name: str) -> Iterable[str]:
    """Yield a judge and what it needs, and what that needs."""
    yield name
    for other in _BY_NAME[name].needs:
        yield from _all(other)
