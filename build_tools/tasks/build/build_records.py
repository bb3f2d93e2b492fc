"""Store in the build folder what each target was last made from."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from build_tools.model import FORMATS, Coverage, Finding, Input, Output, OutputFile, Target, TargetRecord
from build_tools.paths import (
    BuildFolder,
    Root,
    compute_digest,
    compute_file_digest,
    iter_files,
    relativize_path,
    write_cache_file,
)
from build_tools.process.lock import hold_lock
from build_tools.tasks.build.file_watch import read_file_state
from build_tools.tasks.cache import load_findings

SHAPE = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildRecord:
    """Hold a record, and digests of its output as it was written.

    `output_digest` is of the bytes of every file, `state_digest` of what the kernel says of them: size, times
    and inode. Every write changes the second, so nothing is read where it is as it was. `root` is the folder
    whose register names it.
    """

    record: TargetRecord
    output_digest: str
    state_digest: str
    root: str


def make_build_record(build: BuildFolder, record: TargetRecord, root: Root) -> BuildRecord:
    """Return a record with the current digests of its output."""
    output = build.get_output(record.target)
    return BuildRecord(
        record=record,
        state_digest=_digest_states(output),
        output_digest=_digest_output(output),
        root=str(root.path),
    )


def is_output_intact(build: BuildFolder, build_record: BuildRecord) -> bool:
    """Return whether the output, and each file of its folder, is unchanged since the build."""
    output = build.get_output(build_record.record.target)
    try:
        if _digest_states(output) == build_record.state_digest:
            return True
        return _digest_output(output) == build_record.output_digest
    except OSError:
        return False


def _digest_states(output: Path) -> str:
    """Return a digest of the name, size, times and inode of each file of an output, opening none."""
    return compute_digest(
        "\n".join(f"{relativize_path(file, output)} {_format_state(file)}" for file in _list_files(output))
    )


def _format_state(file: Path) -> str:
    return " ".join(map(str, read_file_state(file) or ()))


def _digest_output(output: Path) -> str:
    """Return a digest of the name and the bytes of each file of an output."""
    return compute_digest(
        "\n".join(
            f"{relativize_path(file, output)} {compute_file_digest(file)}" for file in _list_files(output)
        )
    )


def _list_files(output: Path) -> Iterable[Path]:
    return iter_files(output) if output.is_dir() else (output,)


def read_build_records(build: BuildFolder) -> dict[Target, BuildRecord]:
    """Return the records of earlier builds; empty if the file is missing or invalid."""
    try:
        data = json.loads(build.records.read_bytes())
        if data["shape"] != SHAPE:
            return {}
        inputs = [Input(kind=k, name=n, digest=d, label=b) for k, n, d, b in data["inputs"]]
        findings = load_findings(data["findings"])
        build_records = [_load_build_record(item, inputs, findings) for item in data["records"]]
    except (OSError, ValueError, KeyError, TypeError, IndexError):
        return {}
    return {kept.record.target: kept for kept in build_records}


def _load_build_record(
    item: Mapping[str, Any], inputs: Sequence[Input], findings: Sequence[Finding]
) -> BuildRecord:
    path, sha256, size, pages = item["output"]
    files = tuple(OutputFile(path=p, sha256=s, size=n) for p, s, n in item["files"])
    words, translated, fuzzy, missing = item["coverage"]
    review, origin = item["words"]
    record = TargetRecord(
        target=Target(*item["target"]),
        inputs=tuple(inputs[at] for at in item["inputs"]),
        output=Output(path=path, sha256=sha256, size=size, pages=pages, files=files),
        coverage=Coverage(words=words, translated=translated, fuzzy=fuzzy, missing=missing),
        review=review,
        origin=origin,
        findings=tuple(findings[at] for at in item["findings"]),
    )
    return BuildRecord(
        record=record, output_digest=item["whole"], state_digest=item["state"], root=item["root"]
    )


def add_build_records(build: BuildFolder, new_records: dict[Target, BuildRecord]) -> None:
    """Add records to those that stand there now, which a build of another lane may have written."""
    build.records_lock.touch()
    with hold_lock(build.records_lock):
        _write_build_records(build, (read_build_records(build) | new_records).values())


def remove_build_records(build: BuildFolder, gone: Collection[Target]) -> None:
    """Remove records from those that stand there now."""
    with hold_lock(build.records_lock):
        records = read_build_records(build)
        _write_build_records(build, (record for target, record in records.items() if target not in gone))


def _write_build_records(build: BuildFolder, build_records: Iterable[BuildRecord]) -> None:
    """Write the records, whole; an input or a finding that several records share is written once."""
    numbers: dict[Input, int] = {}
    findings: dict[Finding, int] = {}
    ordered = sorted(build_records, key=lambda build_record: build_record.record.target)
    records = [_dump_build_record(build_record, numbers, findings) for build_record in ordered]
    inputs = [[i.kind, i.name, i.digest, i.label] for i in numbers]
    found = [asdict(one) for one in findings]
    data = {"shape": SHAPE, "inputs": inputs, "findings": found, "records": records}
    write_cache_file(build.records, json.dumps(data, separators=(",", ":")).encode())


def _dump_build_record(
    build_record: BuildRecord, numbers: dict[Input, int], findings: dict[Finding, int]
) -> dict[str, object]:
    record = build_record.record
    target, output, coverage = record.target, record.output, record.coverage
    return {
        "target": [target.publication, target.language, target.format],
        "inputs": [numbers.setdefault(one, len(numbers)) for one in record.inputs],
        "output": [output.path, output.sha256, output.size, output.pages],
        "files": [[file.path, file.sha256, file.size] for file in output.files],
        "findings": [findings.setdefault(one, len(findings)) for one in record.findings],
        "coverage": [coverage.words, coverage.translated, coverage.fuzzy, coverage.missing],
        "words": [record.review, record.origin],
        "whole": build_record.output_digest,
        "state": build_record.state_digest,
        "root": build_record.root,
    }


def estimate_weights(records: Mapping[Target, BuildRecord]) -> Mapping[tuple[str, str], float]:
    """Return an estimate of the time of each edition: the number of pages of its slow format."""
    return {
        (target.publication, target.language): float(build_record.record.output.pages)
        for target, build_record in records.items()
        if build_record.record.output.pages and FORMATS[target.format].is_slow
    }
