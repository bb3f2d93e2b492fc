"""page-validation, the quick judge of PDFs: takes PDFs, gives what it holds against each.

It needs no Java and answers within the time of a test; veraPDF has the last word.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from build_tools.judges.said import Said, Verdicts
from build_tools.judges.starting import failed

NAME = "page-validation"
PROFILES = {"ua1": "ISO 14289-1:2014", "2a": "ISO 19005-2:2011"}
PAGE = re.compile(r"\bpage (\d+)\b")


def judged(paths: Iterable[Path], profiles: Iterable[str] = tuple(PROFILES)) -> Verdicts:
    """Return what page-validation finds in each file by each of these profiles: `ua1`, `2a`.

    Raises Mendable `check/judge-failed`.
    """
    try:
        import page
    except ImportError as error:
        raise failed(NAME, "is not installed") from error
    wanted = tuple(profiles)
    return {
        path: tuple(
            said
            for profile in wanted
            for said in _faults(path, profile, page.validate_pdf, page.PageError)
        )
        for path in paths
    }


def _faults(
    path: Path, profile: str, validate: Callable[..., Any], refused: type[Exception]
) -> Iterator[Said]:
    clause = PROFILES[profile]
    try:
        for failure in validate(str(path), profile=profile).failures:
            yield _said(failure.rule_id, failure.message, clause)
    except refused as error:
        yield _said("unreadable", f"cannot be judged: {error}", clause)
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # of Rust, and not an Exception of Python
            raise
        raise failed(NAME, f"broke off at {path.name}") from error


def _said(rule: str, message: str, clause: str) -> Said:
    page = PAGE.search(message)
    return Said(
        rule=rule,
        severity="error",
        message=message,
        where=page[0] if page else "",
        clause=clause,
    )
