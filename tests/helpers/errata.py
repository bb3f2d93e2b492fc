"""Write errata for a root as an editor does."""

from __future__ import annotations

import json

from build_tools.paths import Root


def write_errata(root: Root, *errata: dict[str, str]) -> None:
    """Write the list of a root; each is of publication `a`, article `ca-2`, in French, if not said."""
    root.errata.write_text("\n".join(map(format_erratum, errata)), encoding="utf-8")


def format_erratum(changes: dict[str, str]) -> str:
    """Return an entry of the list."""
    entry = {
        "publication": "a",
        "article": "ca-2",
        "version": "2026.1",
        "language": "fr",
        "wrong": "ville",
        "right": "cité",
        "state": "verified",
        "date": "2026-11-24",
        **changes,
    }
    day = entry.pop("date")
    lines = [f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in entry.items()]
    return "\n".join(["[[errata]]", *lines, f"date = {day}", ""])
