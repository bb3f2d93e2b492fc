"""Cache values in JSON files of the build folder, each under a digest of its inputs."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import Any, TypeVar

from build_tools.model import Finding, Input, Place
from build_tools.paths import compute_digest, write_cache_file

T = TypeVar("T")


def digest_inputs(inputs: Iterable[Input]) -> str:
    """Return a digest of inputs, the key of what depends on them."""
    return compute_digest("\n".join(f"{one.kind} {one.name} {one.digest}" for one in inputs))


def read_cache(path: Path, key: str, load: Callable[[Any], T]) -> T | None:
    """Return what `load` makes of a cached value; None if the file is invalid or of another key."""
    try:
        data = json.loads(path.read_bytes())
        return load(data["value"]) if data["key"] == key else None
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def write_cache(path: Path, key: str, value: object) -> None:
    """Write a value, its dataclasses as objects; a folder that cannot be written only costs time."""
    with suppress(OSError):
        write_cache_file(path, json.dumps({"key": key, "value": value}, default=asdict).encode())


def load_findings(rows: Iterable[Mapping[str, Any]]) -> tuple[Finding, ...]:
    """Return cached findings; raises TypeError or KeyError if one is none."""
    return tuple(Finding(**{**row, "place": Place(**row["place"])}) for row in rows)
