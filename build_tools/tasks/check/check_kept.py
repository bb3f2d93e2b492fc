"""Cache the results of checks in the build folder."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import asdict
from typing import Any

from build_tools.model import CheckResult, Target
from build_tools.paths import BuildFolder, write_atomically
from build_tools.tasks.catalogue.cache import load_finding

SHAPE = 2


def read_check_cache(build: BuildFolder, target: Target) -> Mapping[str, CheckResult]:
    """Return the cached results of a target, by the code of the check; empty if there are none."""
    try:
        data = json.loads(build.get_check_results(target).read_bytes())
        if data["shape"] != SHAPE:
            return {}
        return {row["code"]: _load_check_result(row) for row in data["verdicts"]}
    except (OSError, ValueError, KeyError, TypeError):
        return {}


def _load_check_result(row: Mapping[str, Any]) -> CheckResult:
    findings = tuple(map(load_finding, row["findings"]))
    tools = tuple((name, version) for name, version in row["tools"])
    return CheckResult(**{**row, "findings": findings, "tools": tools})


def write_check_cache(build: BuildFolder, target: Target, results: Iterable[CheckResult]) -> None:
    """Write results to the cache; a folder that cannot be written only costs time."""
    data = {"shape": SHAPE, "verdicts": [asdict(one) for one in results]}
    with suppress(OSError):
        write_atomically(build.get_check_results(target), json.dumps(data).encode())
