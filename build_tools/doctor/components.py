"""Define the components of a machine that doctor reports, with their states and remedies."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from typing import Literal, NamedTuple

ComponentKind = Literal["program", "library", "python package", "font", "language", "site", "judge"]
ComponentState = Literal["ok", "missing", "old"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Component:
    """Describe one thing that the build uses, and its state on this machine.

    `detail` is its purpose, or the file and licence of a font; `remedy` is the command that fixes it. Without
    an `optional` component every edition of the register can still be built.
    """

    name: str
    kind: ComponentKind
    state: ComponentState = "ok"
    version: str = ""
    detail: str = ""
    remedy: str = ""
    optional: bool = False


class ToolVersion(NamedTuple):
    """Name something whose version decides the bytes of an edition; `none` if it is missing."""

    name: str
    version: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Requirement:
    """Describe something that the `package` of Debian installs, and the oldest version that will do."""

    name: str
    detail: str
    package: str = ""
    min_version: str = ""


def check_component(requirement: Requirement, kind: ComponentKind, version: str) -> Component:
    """Return the component for a requirement that is installed in that version."""
    state = compare_version(version, requirement.min_version)
    remedy = "" if state == "ok" else make_install_command(requirement.package)
    name, detail = requirement.name, requirement.detail
    return Component(name=name, kind=kind, state=state, version=version, detail=detail, remedy=remedy)


def make_install_command(package: str) -> str:
    """Return the command that installs a Debian package; on other systems, a description of it."""
    if shutil.which("apt-get"):
        return f"sudo apt-get install --no-install-recommends {package}"
    return f"install what Debian calls {package}"


def compare_version(version: str, minimum: str = "") -> ComponentState:
    """Return the state of a version beside the minimum; an empty one is `missing`."""
    if not version:
        return "missing"
    return "old" if parse_version(version) < parse_version(minimum) else "ok"


def parse_version(version: str) -> tuple[int, ...]:
    """Return a version as numbers that can be compared: `1.56.3` gives (1, 56, 3)."""
    return tuple(int(part) for part in version.split(".") if part.isdecimal())
