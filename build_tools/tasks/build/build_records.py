"""Store in the build folder what each target was last made from."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from build_tools.model import Coverage, Input, Output, Target, TargetRecord
from build_tools.paths import (
    BuildFolder,
    compute_digest,
    compute_file_digest,
    iter_files,
    relativize_path,
    write_cache_file,
)

SHAPE = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildRecord:
    """Hold a record, and a digest of its output as it was written."""

    record: TargetRecord
    output_digest: str


def make_build_record(build: BuildFolder, record: TargetRecord) -> BuildRecord:
    """Return a record with the current digest of its output."""
    return BuildRecord(record=record, output_digest=_digest_output(build, record.target))


def is_output_intact(build: BuildFolder, build_record: BuildRecord) -> bool:
    """Return whether the output, and each file of its folder, is unchanged since the build."""
    record = build_record.record
    try:
        same = compute_file_digest(build.get_main_file(record.target)) == record.output.sha256
        return same and _digest_output(build, record.target) == build_record.output_digest
    except OSError:
        return False


def _digest_output(build: BuildFolder, target: Target) -> str:
    """Return a digest of a folder: each file's name and size, and the bytes of its pages."""
    path = build.get_output(target)
    if not path.is_dir():
        return ""
    lines = []
    for file in iter_files(path):
        content_digest = compute_file_digest(file) if file.suffix in {".html", ".pdf"} else ""
        lines.append(f"{relativize_path(file, path)} {file.stat().st_size} {content_digest}")
    return compute_digest("\n".join(lines))


def read_build_records(build: BuildFolder) -> dict[Target, BuildRecord]:
    """Return the records of earlier builds; empty if the file is missing or invalid."""
    try:
        data = json.loads(build.records.read_bytes())
        if data["shape"] != SHAPE:
            return {}
        inputs = [Input(kind=k, name=n, digest=d, label=b) for k, n, d, b in data["inputs"]]
        build_records = [_load_build_record(item, inputs) for item in data["records"]]
    except (OSError, ValueError, KeyError, TypeError, IndexError):
        return {}
    return {kept.record.target: kept for kept in build_records}


def _load_build_record(item: Mapping[str, Any], inputs: list[Input]) -> BuildRecord:
    path, sha256, size, pages = item["output"]
    words, translated, fuzzy, missing = item["coverage"]
    record = TargetRecord(
        target=Target(*item["target"]),
        inputs=tuple(inputs[at] for at in item["inputs"]),
        output=Output(path=path, sha256=sha256, size=size, pages=pages),
        coverage=Coverage(words=words, translated=translated, fuzzy=fuzzy, missing=missing),
    )
    return BuildRecord(record=record, output_digest=item["whole"])


def write_build_records(build: BuildFolder, build_records: Iterable[BuildRecord]) -> None:
    """Write the records, whole; an input that several records share is written once."""
    numbers: dict[Input, int] = {}
    ordered = sorted(build_records, key=lambda build_record: build_record.record.target)
    records = [_dump_build_record(build_record, numbers) for build_record in ordered]
    inputs = [[i.kind, i.name, i.digest, i.label] for i in numbers]
    data = {"shape": SHAPE, "inputs": inputs, "records": records}
    write_cache_file(build.records, json.dumps(data, separators=(",", ":")).encode())


def _dump_build_record(build_record: BuildRecord, numbers: dict[Input, int]) -> dict[str, object]:
    record = build_record.record
    target, output, coverage = record.target, record.output, record.coverage
    return {
        "target": [target.publication, target.language, target.format],
        "inputs": [numbers.setdefault(one, len(numbers)) for one in record.inputs],
        "output": [output.path, output.sha256, output.size, output.pages],
        "coverage": [coverage.words, coverage.translated, coverage.fuzzy, coverage.missing],
        "whole": build_record.output_digest,
    }
