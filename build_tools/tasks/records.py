"""Keeps what each target was last made from: Records to and from a file of the build folder."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from build_tools.layout import (
    BuildFolder,
    compute_digest,
    compute_file_digest,
    iter_files,
    relativize_path,
    write_atomically,
)
from build_tools.model import Coverage, Input, Output, Target, TargetRecord

SHAPE = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A record, and the state in which its output was left (`whole`)."""

    record: TargetRecord
    whole: str


def keep(build: BuildFolder, record: TargetRecord) -> Kept:
    """Return a record with the state of its output as it is now."""
    return Kept(record=record, whole=_state(build, record.target))


def intact(build: BuildFolder, kept: Kept) -> bool:
    """Return whether the output is still as the press left it, each file of its folder too."""
    record = kept.record
    try:
        same = compute_file_digest(build.get_main_file(record.target)) == record.output.sha256
        return same and _state(build, record.target) == kept.whole
    except OSError:
        return False


def _state(build: BuildFolder, target: Target) -> str:
    """Return a digest of a folder: each file's name and size, and what its pages say."""
    whole = build.get_output(target)
    if not whole.is_dir():
        return ""
    lines = []
    for file in iter_files(whole):
        says = compute_file_digest(file) if file.suffix in {".html", ".pdf"} else ""
        lines.append(f"{relativize_path(file, whole)} {file.stat().st_size} {says}")
    return compute_digest("\n".join(lines))


def read(build: BuildFolder) -> dict[Target, Kept]:
    """Return what is known of earlier builds; nothing where the file is missing or not ours."""
    try:
        data = json.loads(build.records.read_bytes())
        if data["shape"] != SHAPE:
            return {}
        inputs = [Input(kind=k, name=n, digest=d, label=b) for k, n, d, b in data["inputs"]]
        found = [_kept(item, inputs) for item in data["records"]]
    except (OSError, ValueError, KeyError, TypeError, IndexError):
        return {}
    return {kept.record.target: kept for kept in found}


def _kept(item: Mapping[str, Any], inputs: list[Input]) -> Kept:
    path, sha256, size, pages = item["output"]
    words, translated, fuzzy, missing = item["coverage"]
    record = TargetRecord(
        target=Target(*item["target"]),
        inputs=tuple(inputs[at] for at in item["inputs"]),
        output=Output(path=path, sha256=sha256, size=size, pages=pages),
        coverage=Coverage(words=words, translated=translated, fuzzy=fuzzy, missing=missing),
    )
    return Kept(record=record, whole=item["whole"])


def write(build: BuildFolder, kept: Iterable[Kept]) -> None:
    """Write the records whole; each input is told once, whoever shares it."""
    numbers: dict[Input, int] = {}
    records = [_item(one, numbers) for one in sorted(kept, key=lambda one: one.record.target)]
    inputs = [[i.kind, i.name, i.digest, i.label] for i in numbers]
    data = {"shape": SHAPE, "inputs": inputs, "records": records}
    write_atomically(
        build.records, json.dumps(data, ensure_ascii=True, separators=(",", ":")).encode()
    )


def _item(kept: Kept, numbers: dict[Input, int]) -> dict[str, object]:
    record = kept.record
    target, output, coverage = record.target, record.output, record.coverage
    return {
        "target": [target.publication, target.language, target.format],
        "inputs": [numbers.setdefault(one, len(numbers)) for one in record.inputs],
        "output": [output.path, output.sha256, output.size, output.pages],
        "coverage": [coverage.words, coverage.translated, coverage.fuzzy, coverage.missing],
        "whole": kept.whole,
    }
