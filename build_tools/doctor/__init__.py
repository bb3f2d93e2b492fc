"""Report which programs, libraries, packages and fonts this machine has, and how to install others."""

from __future__ import annotations

import platform
import sys
import zlib

from build_tools import paths
from build_tools.doctor import libraries, packages
from build_tools.doctor.components import Component as Component
from build_tools.doctor.components import ComponentState as ComponentState
from build_tools.doctor.components import Requirement, check_component
from build_tools.doctor.components import ToolVersion as ToolVersion

PACKAGE_NAMES = (
    *("sphinx", "docutils", "jinja2", "pygments", "babel", "weasyprint", "pydyf", "tinycss2"),
    *("tinyhtml5", "cssselect2", "pillow", "fonttools", "uharfbuzz", "pyphen", "icu4py"),
    *("ziamath", "ziafont"),
)


def list_tools() -> tuple[ToolVersion, ...]:
    """Return every tool whose version decides the bytes of an edition, in milliseconds and in one order."""
    installed = packages.find_package_versions()
    versions = {
        "python": f"{sys.version_info.major}.{sys.version_info.minor}",
        "zlib": zlib.ZLIB_RUNTIME_VERSION,
        **{name: installed.get(name, "") for name in PACKAGE_NAMES},
        **{library.name: libraries.find_library_version(library) for library in libraries.LIBRARIES},
    }
    return tuple(ToolVersion(name, version or "none") for name, version in versions.items())


def diagnose_machine() -> tuple[Component, ...]:
    """Return Python and the programs, the libraries and the locked packages of this machine."""
    from build_tools.doctor import programs

    lock = paths.safe_join(paths.PROJECT_DIR, "requirements.lock").read_text(encoding="utf-8")
    return (
        check_python(platform.python_version()),
        *map(programs.check_program, programs.PROGRAMS),
        *map(libraries.check_library, libraries.LIBRARIES),
        *packages.check_packages(lock, packages.find_package_versions()),
    )


def check_python(version: str) -> Component:
    """Return the component for a Python of that version."""
    python = Requirement(name="python", package="python3", detail="runs this program", min_version="3.11")
    return check_component(python, "program", version)
