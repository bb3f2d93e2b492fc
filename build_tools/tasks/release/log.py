"""Run `editions release log`: say what was published when."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from build_tools.model.release import Manifest
from build_tools.release.history import read_releases


def list_releases(releases: Path) -> tuple[Manifest, ...]:
    """Return the manifests of a folder of releases, the newest first. Raises UserError for a damaged one."""
    return tuple(one.manifest for one in read_releases(releases))


def count_editions(manifest: Manifest) -> tuple[int, int]:
    """Return how many editions a release has, and how many of them are new in it."""
    return len(manifest.editions), sum(not one.carried_from for one in manifest.editions)


def list_new_texts(manifest: Manifest) -> dict[str, tuple[str, ...]]:
    """Return the publications with new editions, each with their languages."""
    new = (one.target for one in manifest.editions if not one.carried_from)
    texts: dict[str, tuple[str, ...]] = {}
    for publication, language in dict.fromkeys((one.publication, one.language) for one in new):
        texts[publication] = (*texts.get(publication, ()), language)
    return texts


def format_log_json(manifests: Iterable[Manifest]) -> str:
    """Return the log as JSON: a row a release, with the languages of each publication that is new in it."""
    rows = [
        {
            "version": one.version,
            "date": one.date.isoformat(),
            "note": one.note,
            "draft": one.is_draft,
            "editions": len(one.editions),
            "new": {name: list(tags) for name, tags in list_new_texts(one).items()},
        }
        for one in manifests
    ]
    return json.dumps(rows, ensure_ascii=False, indent=1)
