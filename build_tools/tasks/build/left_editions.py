"""Remove the editions of a root that its register no longer names."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from build_tools.model import FORMATS, Finding, Place, Register, Target
from build_tools.paths import MAIN_LANE, BuildFolder, Root
from build_tools.register import NAMED_FORMATS
from build_tools.tasks.build.build_records import BuildRecord, is_output_intact, remove_build_records
from build_tools.tasks.build.value_inputs import make_listed_input


def remove_left_editions(
    register: Register, root: Root, build: BuildFolder, records: Mapping[Target, BuildRecord]
) -> tuple[Finding, ...]:
    """Remove what was built of this root and left its register since; return a note for each.

    What was changed since it was built is somebody's own, and stays. Raises OSError.
    """
    if build.lane != MAIN_LANE:
        return ()
    left = {
        target: record
        for target, record in records.items()
        if record.root == str(root.path) and FORMATS[target.format].is_published
        if not _is_registered(register, target, record)
    }
    found = tuple(_iter_removed(build, left))
    if left:
        remove_build_records(build, left)
    return found


def _is_registered(register: Register, target: Target, record: BuildRecord) -> bool:
    """Return whether the register has an edition; one that was built by name alone needs no format there."""
    by_name = target.format in NAMED_FORMATS
    by_name = by_name and make_listed_input(target, is_listed=True) not in record.record.inputs
    return any(
        each.id == target.publication
        and target.language in each.all_languages
        and (by_name or target.format in each.formats)
        for each in register.publications
    )


def _iter_removed(build: BuildFolder, left: Mapping[Target, BuildRecord]) -> Iterator[Finding]:
    for target, record in left.items():
        output = build.get_output(target)
        if not output.exists():
            continue
        is_intact = is_output_intact(build, record)
        if is_intact:
            _remove_output(output)
        message = (
            "removed: the register no longer names it"
            if is_intact
            else "the register no longer names it, and it was changed since it was built — remove it by hand"
        )
        yield Finding(
            code="build/left",
            severity="note" if is_intact else "warning",
            message=message,
            place=Place(file=build.relativize(output)),
        )


def _remove_output(output: Path) -> None:
    """Remove a file or folder, and the folders above it that are empty then: of its text and language."""
    shutil.rmtree(output) if output.is_dir() else output.unlink()
    with suppress(OSError):
        output.parent.rmdir()
        output.parent.parent.rmdir()
