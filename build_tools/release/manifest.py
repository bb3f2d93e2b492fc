"""Read and write the manifest of a release, a file from strangers when it is read."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict
from datetime import date
from typing import Any, TypeVar, get_args

from build_tools.errors import UserError
from build_tools.model import Coverage, Origin, OutputFile, Place, ReviewState, Target
from build_tools.model.release import Manifest, ReleasedEdition
from build_tools.paths.release_folder import MANIFEST, ReleaseFolder
from build_tools.process.plain_file import read_plain_file

# A whole release of a hundred languages has some 50,000 files, 10 MB of manifest.
MAX_BYTES = 64_000_000
REMEDY = "take the release anew from where it was published"
KEYS = {"version", "date", "note", "draft", "editions", "files", "tools", "fonts"}
Value = TypeVar("Value")


def format_manifest(manifest: Manifest) -> bytes:
    """Return the manifest as it is written: JSON in UTF-8, the same bytes from the same release."""
    data = {
        "version": manifest.version,
        "date": manifest.date.isoformat(),
        "note": manifest.note,
        "draft": manifest.is_draft,
        "editions": [_format_edition(one) for one in manifest.editions],
        "files": [{"path": one.path, "sha256": one.sha256, "bytes": one.size} for one in manifest.files],
        "tools": dict(manifest.tools),
        "fonts": dict(manifest.fonts),
    }
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


def _format_edition(edition: ReleasedEdition) -> dict[str, object]:
    return {
        "publication": edition.target.publication,
        "language": edition.target.language,
        "format": edition.target.format,
        "path": edition.path,
        "sha256": edition.sha256,
        "bytes": edition.size,
        "pages": edition.pages,
        "coverage": asdict(edition.coverage),
        "review": edition.review,
        "origin": edition.origin,
        "from": edition.carried_from or None,
        **({"reason": edition.reason} if edition.reason else {}),
    }


def read_manifest(release: ReleaseFolder) -> Manifest:
    """Return the manifest of a release.

    Raises UserError `release/not-a-release` where there is none, `release/manifest` where it is not of this
    form, `release/newer` where a later version of this program wrote keys that this one does not know.
    """
    name = f"{release.path.name}/{MANIFEST}"
    try:
        raw = read_plain_file(release.manifest, MAX_BYTES, file=name)
    except OSError as error:
        message = f"{release.path} is no release: it has no {MANIFEST}"
        remedy = "name the folder of a release, as releases/2026.2"
        raise UserError("release/not-a-release", message, remedy=remedy) from error
    return parse_manifest(raw, name)


def parse_manifest(raw: bytes, name: str) -> Manifest:
    """Return a manifest from its bytes; `name` is its file in errors. Raises as `read_manifest` does."""
    try:
        data = json.loads(raw)
        unknown = sorted(set(_expect(data, dict)) - KEYS)
        if not unknown:
            return _load_manifest(data)
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        message = f"it is no manifest: {type(error).__name__} {' '.join(str(error).split())[:120]}"
        raise UserError("release/manifest", message, remedy=REMEDY, place=Place(file=name)) from error
    message = f"a later version of this program wrote it: {', '.join(unknown)[:80]} is unknown here"
    remedy = "use that version, or a later one"
    raise UserError("release/newer", message, remedy=remedy, place=Place(file=name))


def _load_manifest(data: Mapping[str, Any]) -> Manifest:
    return Manifest(
        version=_expect(data["version"], str),
        date=date.fromisoformat(_expect(data["date"], str)),
        note=_expect(data["note"], str),
        is_draft=_expect(data["draft"], bool),
        editions=_load_all(data["editions"], _load_edition),
        files=_load_all(data["files"], _load_file),
        tools=_load_names(data["tools"]),
        fonts=_load_names(data["fonts"]),
    )


def _load_edition(data: Mapping[str, Any]) -> ReleasedEdition:
    pages, origin = data["pages"], data["from"]
    counts = _expect(data["coverage"], dict)
    names = (data[key] for key in ("publication", "language", "format"))
    return ReleasedEdition(
        target=Target(*(_expect(name, str) for name in names)),
        path=_expect(data["path"], str),
        sha256=_expect(data["sha256"], str),
        size=_expect(data["bytes"], int),
        pages=None if pages is None else _expect(pages, int),
        coverage=Coverage(**{str(key): _expect(count, int) for key, count in counts.items()}),
        review=_expect_one_of(data["review"], get_args(ReviewState)),
        origin=_expect_one_of(data["origin"], get_args(Origin)),
        carried_from="" if origin is None else _expect(origin, str),
        reason=_expect(data.get("reason", ""), str),
    )


def _load_file(data: Mapping[str, Any]) -> OutputFile:
    return OutputFile(
        path=_expect(data["path"], str), sha256=_expect(data["sha256"], str), size=_expect(data["bytes"], int)
    )


def _load_all(rows: Any, load: Callable[[Mapping[str, Any]], Value]) -> tuple[Value, ...]:
    return tuple(load(_expect(row, dict)) for row in _expect(rows, list))


def _load_names(data: Any) -> Mapping[str, str]:
    return {name: _expect(value, str) for name, value in _expect(data, dict).items()}


def _expect(value: Any, kind: type[Value]) -> Value:
    if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
        raise TypeError(f"{str(value)[:40]!r} is no {kind.__name__}")
    return value


def _expect_one_of(value: Any, allowed: Iterable[Any]) -> Any:
    if value not in tuple(allowed):
        raise ValueError(f"{str(value)[:40]!r} is none of {', '.join(allowed)}")
    return value
