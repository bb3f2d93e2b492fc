"""What checks last said of an edition: Verdicts to and from a file of the build folder."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import asdict
from typing import Any

from build_tools.layout import BuildFolder, write_atomically
from build_tools.model import CheckResult, Target
from build_tools.tasks.catalogue_kept import finding

SHAPE = 1


def read(build: BuildFolder, target: Target) -> Mapping[str, CheckResult]:
    """Return what is kept of a target, by the code of the check; nothing where nothing is ours."""
    try:
        data = json.loads(build.get_check_results(target).read_bytes())
        if data["shape"] != SHAPE:
            return {}
        return {one["code"]: _verdict(one) for one in data["verdicts"]}
    except (OSError, ValueError, KeyError, TypeError):
        return {}


def _verdict(one: Mapping[str, Any]) -> CheckResult:
    findings = tuple(map(finding, one["findings"]))
    judges = tuple((name, version) for name, version in one["judges"])
    return CheckResult(**{**one, "findings": findings, "judges": judges})


def write(build: BuildFolder, target: Target, verdicts: Iterable[CheckResult]) -> None:
    """Keep what was said; a folder that takes nothing only costs time the next time."""
    data = {"shape": SHAPE, "verdicts": [asdict(one) for one in verdicts]}
    with suppress(OSError):
        write_atomically(build.get_check_results(target), json.dumps(data).encode())
