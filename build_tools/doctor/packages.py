"""Compare the installed Python packages with a lock file."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from build_tools.doctor.components import Component, ComponentState

REINSTALL_COMMAND = "rm -r .venv && ./editions doctor"


class Pin(NamedTuple):
    """Describe a package of a lock file; `is_required` is false if a marker makes it optional."""

    name: str
    version: str
    is_required: bool = True


def normalize_package_name(name: str) -> str:
    """Return the normalized name of a package: `Sphinx_Intl` gives `sphinx-intl`."""
    return name.replace("_", "-").replace(".", "-").lower()


def find_package_versions(folders: Iterable[str] | None = None) -> Mapping[str, str]:
    """Return the version of each package in the folders that Python imports from, by their names alone."""
    versions: dict[str, str] = {}
    for folder in folders if folders is not None else find_site_folders():
        for entry in os.scandir(folder):
            if entry.name.endswith(".dist-info"):
                name, _, version = entry.name.removesuffix(".dist-info").partition("-")
                versions.setdefault(normalize_package_name(name), version)
    return versions


def find_site_folders() -> tuple[str, ...]:
    """Return the folders of installed packages that this Python imports from."""
    ends = ("site-packages", "dist-packages")
    return tuple(entry for entry in sys.path if entry.endswith(ends) and Path(entry).is_dir())


def parse_lock(lock: str) -> tuple[Pin, ...]:
    """Return the packages that the text of a lock file pins, in order."""
    pins = []
    for line in lock.splitlines():
        if line[:1].isalnum():
            requirement, _, marker = line.rstrip("\\ ").partition(";")
            name, _, version = requirement.strip().partition("==")
            pins.append(Pin(normalize_package_name(name), version, is_required=not marker))
    return tuple(pins)


def check_packages(lock: str, versions: Mapping[str, str]) -> tuple[Component, ...]:
    """Return a component for every package that the lock file requires on this machine."""
    pins = (pin for pin in parse_lock(lock) if pin.is_required or pin.name in versions)
    return tuple(_check_package(pin, versions.get(pin.name, "")) for pin in pins)


def _check_package(pin: Pin, version: str) -> Component:
    state: ComponentState = "ok" if version == pin.version else "old" if version else "missing"
    return Component(
        name=pin.name,
        kind="python package",
        state=state,
        version=version,
        detail=f"the lock says {pin.version}",
        remedy="" if state == "ok" else REINSTALL_COMMAND,
    )
