"""What decides an edition's bytes: takes nothing, gives tools and their versions, quickly."""

from __future__ import annotations

import sys
import zlib

from build_tools.machine import libraries
from build_tools.machine.packages import installed
from build_tools.machine.rows import Tool

NONE = "none"
PACKAGES = (
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


def tools() -> tuple[Tool, ...]:
    """Return every tool whose version decides the bytes of an edition, always in one order."""
    found = installed()
    packages = (Tool(name=name, version=found.get(name) or NONE) for name in PACKAGES)
    loaded = (
        Tool(name=library.name, version=libraries.version(library) or NONE)
        for library in libraries.LIBRARIES
    )
    return (
        Tool(name="python", version=f"{sys.version_info.major}.{sys.version_info.minor}"),
        Tool(name="zlib", version=zlib.ZLIB_RUNTIME_VERSION),
        *packages,
        *loaded,
    )
