"""Cache the findings of a catalogue check in the build folder."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import asdict
from typing import Any

from build_tools.model import Finding, Input, Place
from build_tools.paths import BuildFolder, compute_digest, write_atomically

SHAPE = 1


def digest_inputs(inputs: Iterable[Input]) -> str:
    """Return a digest of all that decides the findings."""
    return compute_digest("\n".join(f"{one.kind} {one.name} {one.digest}" for one in inputs))


def read_catalogue_cache(build: BuildFolder, language: str, key: str) -> tuple[Finding, ...] | None:
    """Return the findings of a language for the same inputs, or None if they are not cached."""
    try:
        data = json.loads(build.get_catalogue_findings(language).read_bytes())
        if (data["shape"], data["key"]) != (SHAPE, key):
            return None
        return tuple(map(load_finding, data["findings"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def load_finding(data: Mapping[str, Any]) -> Finding:
    """Return a cached finding; raises TypeError or KeyError if it is none."""
    return Finding(**{**data, "place": Place(**data["place"])})


def write_catalogue_cache(
    build: BuildFolder, language: str, key: str, findings: Iterable[Finding]
) -> None:
    """Write findings to the cache; a folder that cannot be written only costs time."""
    data = {"shape": SHAPE, "key": key, "findings": [asdict(one) for one in findings]}
    with suppress(OSError):
        write_atomically(build.get_catalogue_findings(language), json.dumps(data).encode())
