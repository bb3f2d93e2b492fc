"""List the tools whose versions decide the bytes of an edition, quickly."""

from __future__ import annotations

import sys
import zlib

from build_tools.doctor import libraries
from build_tools.doctor.components import ToolVersion
from build_tools.doctor.packages import find_package_versions

NO_VERSION = "none"
PACKAGE_NAMES = (
    "sphinx",
    "docutils",
    "jinja2",
    "pygments",
    "babel",
    "weasyprint",
    "pydyf",
    "tinycss2",
    "tinyhtml5",
    "cssselect2",
    "pillow",
    "fonttools",
    "uharfbuzz",
    "pyphen",
)


def list_tools() -> tuple[ToolVersion, ...]:
    """Return every tool whose version decides the bytes of an edition, always in one order."""
    versions = find_package_versions()
    packages = (
        ToolVersion(name=name, version=versions.get(name) or NO_VERSION) for name in PACKAGE_NAMES
    )
    loaded = (
        ToolVersion(
            name=library.name, version=libraries.find_library_version(library) or NO_VERSION
        )
        for library in libraries.LIBRARIES
    )
    return (
        ToolVersion(name="python", version=f"{sys.version_info.major}.{sys.version_info.minor}"),
        ToolVersion(name="zlib", version=zlib.ZLIB_RUNTIME_VERSION),
        *packages,
        *loaded,
    )
