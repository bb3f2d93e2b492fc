"""What a check of catalogues found last: Findings to and from a file of the build folder."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import asdict
from typing import Any

from build_tools.layout import BuildFolder, compute_digest, write_atomically
from build_tools.model import Finding, Input, Place

SHAPE = 1


def key(inputs: Iterable[Input]) -> str:
    """Return a digest of all that decides what is found."""
    return compute_digest("\n".join(f"{one.kind} {one.name} {one.digest}" for one in inputs))


def read(build: BuildFolder, language: str, key: str) -> tuple[Finding, ...] | None:
    """Return what was found in a language from the same inputs, None where that is not known."""
    try:
        data = json.loads(build.get_catalogue_findings(language).read_bytes())
        if (data["shape"], data["key"]) != (SHAPE, key):
            return None
        return tuple(map(finding, data["findings"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def finding(kept: Mapping[str, Any]) -> Finding:
    """Return a finding as it was kept; TypeError or KeyError where it is none."""
    return Finding(**{**kept, "place": Place(**kept["place"])})


def write(build: BuildFolder, language: str, key: str, findings: Iterable[Finding]) -> None:
    """Keep what was found; a folder that takes nothing only costs time the next time."""
    data = {"shape": SHAPE, "key": key, "findings": [asdict(one) for one in findings]}
    with suppress(OSError):
        write_atomically(build.get_catalogue_findings(language), json.dumps(data).encode())
