"""Write the statement of what a release was built from.

In-toto's Statement v1 with the predicate of SLSA Provenance v1; times are left out, so that the same sources
give the same statement.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from build_tools.model import OutputFile
from build_tools.model.release import Manifest

STATEMENT_TYPE = "https://in-toto.io/Statement/v1"
PREDICATE_TYPE = "https://slsa.dev/provenance/v1"
# URNs, as the program has no address of its own.
BUILD_TYPE = "urn:charter-editions:release:v1"
BUILDER = "urn:charter-editions:builder"


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildSources:
    """Describe what a release was built from: a commit, if all files are as it has them, and the files."""

    commit: str = ""
    is_unchanged: bool = False
    files: tuple[OutputFile, ...] = ()
    source_date: str = ""


def format_provenance(manifest: Manifest, sources: BuildSources) -> bytes:
    """Return the statement as JSON in UTF-8: its subjects are the editions, its dependencies all inputs."""
    subjects = {one.path: one.sha256 for one in manifest.editions if not one.carried_from}
    data = {
        "_type": STATEMENT_TYPE,
        "subject": _list_digests(subjects.items(), key="name"),
        "predicateType": PREDICATE_TYPE,
        "predicate": {
            "buildDefinition": {
                "buildType": BUILD_TYPE,
                "externalParameters": {
                    "version": manifest.version,
                    "draft": manifest.is_draft,
                    "date": sources.source_date or None,
                },
                "internalParameters": {},
                "resolvedDependencies": [
                    *_list_commits(sources),
                    *_list_digests(((f"file:{one.path}", one.sha256) for one in sources.files), key="uri"),
                    *({"uri": f"pkg:generic/{name}@{at}"} for name, at in manifest.tools.items()),
                    *_list_digests(((f"font:{name}", at) for name, at in manifest.fonts.items()), key="uri"),
                ],
            },
            "runDetails": {"builder": {"id": BUILDER}, "metadata": {}},
        },
    }
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


def _list_commits(sources: BuildSources) -> list[Mapping[str, object]]:
    if not sources.commit:
        return []
    annotations = {} if sources.is_unchanged else {"annotations": {"changed": True}}
    return [{"uri": "git:.", "digest": {"gitCommit": sources.commit}, **annotations}]


def _list_digests(pairs: Iterable[tuple[str, str]], *, key: str) -> list[Mapping[str, object]]:
    return [{key: name, "digest": {"sha256": digest}} for name, digest in pairs]
