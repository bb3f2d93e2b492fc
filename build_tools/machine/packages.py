"""Python packages: takes a lock and the environment, gives what is installed beside it."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from build_tools.machine.remedies import RENEW
from build_tools.machine.rows import Row, State


@dataclass(frozen=True, slots=True, kw_only=True)
class Pin:
    """A package as a lock names it; `always` is false where it depends on the machine."""

    name: str
    version: str
    always: bool = True


def normal(name: str) -> str:
    """Return the one spelling of a package's name: `Sphinx_Intl` gives `sphinx-intl`."""
    return name.replace("_", "-").replace(".", "-").lower()


def installed(folders: Iterable[str] | None = None) -> Mapping[str, str]:
    """Return the version of each package in the folders that Python imports from.

    Reads the names of folders alone: nothing is imported and no metadata opened.
    """
    found: dict[str, str] = {}
    for folder in folders if folders is not None else site_folders():
        for entry in os.scandir(folder):
            if entry.name.endswith(".dist-info"):
                name, _, version = entry.name.removesuffix(".dist-info").partition("-")
                found.setdefault(normal(name), version)
    return found


def site_folders() -> tuple[str, ...]:
    """Return the folders of installed packages that this Python imports from."""
    ends = ("site-packages", "dist-packages")
    return tuple(entry for entry in sys.path if entry.endswith(ends) and Path(entry).is_dir())


def pins(lock: str) -> tuple[Pin, ...]:
    """Return the packages that a lock's text pins, in its order."""
    lines = (line.rstrip("\\ ") for line in lock.splitlines() if line[:1].isalnum())
    return tuple(_pin(line) for line in lines)


def _pin(line: str) -> Pin:
    requirement, _, marker = line.partition(";")
    name, _, version = requirement.strip().partition("==")
    return Pin(name=normal(name), version=version, always=not marker)


def rows(lock: str, found: Mapping[str, str]) -> tuple[Row, ...]:
    """Return doctor's row of every package that the lock asks for on this machine."""
    asked = (pin for pin in pins(lock) if pin.always or pin.name in found)
    return tuple(_row(pin, found.get(pin.name, "")) for pin in asked)


def _row(pin: Pin, version: str) -> Row:
    state: State = "ok" if version == pin.version else "old" if version else "missing"
    return Row(
        what=pin.name,
        kind="python package",
        state=state,
        version=version,
        detail=f"the lock says {pin.version}",
        remedy="" if state == "ok" else RENEW,
    )
