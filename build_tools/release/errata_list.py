"""Format the errata of a release as others read them: JSON, the newest first."""

from __future__ import annotations

import json
from collections.abc import Iterable

from build_tools.model import Erratum


def format_errata(errata: Iterable[Erratum]) -> bytes:
    """Return errata as an array of objects, with the keys of `source/errata.toml`."""
    newest_first = sorted(errata, key=lambda one: one.date, reverse=True)
    rows = [
        {
            "publication": one.publication,
            "article": one.article,
            "version": one.version,
            "language": one.language,
            "wrong": one.wrong,
            "right": one.right,
            "state": one.state,
            "date": one.date.isoformat(),
        }
        for one in newest_first
    ]
    return f"{json.dumps(rows, ensure_ascii=False, indent=1)}\n".encode()
