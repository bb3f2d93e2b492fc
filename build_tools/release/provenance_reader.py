"""Read the statement of what a release was built from, a file from strangers."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from build_tools.errors import UserError
from build_tools.model import Place
from build_tools.paths.release_folder import PROVENANCE
from build_tools.release.manifest import REMEDY
from build_tools.release.provenance import PREDICATE_TYPE, STATEMENT_TYPE


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """Hold what a statement says: digests of editions by path, and of all that they were built from.

    `day` is that of SOURCE_DATE_EPOCH, None if it was not set; `files` are those of the sources, by name.
    """

    version: str
    is_draft: bool = False
    day: date | None = None
    editions: Mapping[str, str] = field(default_factory=dict)
    files: Mapping[str, str] = field(default_factory=dict)
    fonts: Mapping[str, str] = field(default_factory=dict)
    tools: Mapping[str, str] = field(default_factory=dict)


def parse_provenance(raw: bytes) -> Provenance:
    """Return what a statement says. Raises UserError `release/provenance` for what is none."""
    try:
        return _load_statement(json.loads(raw))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        message = f"it is no statement of provenance: {type(error).__name__} {str(error)[:120]}"
        raise UserError("release/provenance", message, remedy=REMEDY, place=Place(file=PROVENANCE)) from error


def _load_statement(data: Mapping[str, Any]) -> Provenance:
    if (data["_type"], data["predicateType"]) != (STATEMENT_TYPE, PREDICATE_TYPE):
        raise ValueError("of another type")
    definition = data["predicate"]["buildDefinition"]
    parameters = definition["externalParameters"]
    day = parameters.get("date")
    inputs = [(_expect_text(one["uri"]), one) for one in definition["resolvedDependencies"]]
    return Provenance(
        version=_expect_text(parameters["version"]),
        is_draft=parameters.get("draft", False) is True,
        day=date.fromisoformat(_expect_text(day)) if day is not None else None,
        editions=_collect((_expect_text(one["name"]), _get_digest(one)) for one in data["subject"]),
        files=_collect_digests(inputs, "file:"),
        fonts=_collect_digests(inputs, "font:"),
        tools=_collect_tools(inputs),
    )


def _collect_digests(inputs: list[tuple[str, Any]], scheme: str) -> dict[str, str]:
    own = ((uri.removeprefix(scheme), row) for uri, row in inputs if uri.startswith(scheme))
    return _collect((name, _get_digest(row)) for name, row in own)


def _collect_tools(inputs: list[tuple[str, Any]]) -> dict[str, str]:
    scheme = "pkg:generic/"
    named = (uri.removeprefix(scheme).rpartition("@") for uri, _ in inputs if uri.startswith(scheme))
    return _collect((name, version) for name, _, version in named)


def _collect(pairs: Any) -> dict[str, str]:
    """Return pairs as a mapping. Raises ValueError for a name that is there twice."""
    collected: dict[str, str] = {}
    for name, value in pairs:
        if name in collected:
            raise ValueError(f"{name[:80]!r} is there twice")
        collected[name] = value
    return collected


def _get_digest(row: Mapping[str, Any]) -> str:
    return _expect_text(row["digest"]["sha256"])


def _expect_text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{str(value)[:40]!r} is no text")
    return value
