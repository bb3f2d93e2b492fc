"""Find the versions of the C libraries that lay out a PDF."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass

from build_tools.doctor.components import Component, Requirement, check_component


@dataclass(frozen=True, slots=True, kw_only=True)
class Library(Requirement):
    """Describe a C library: its files on Linux and macOS, the function that returns its version.

    `packed` tells that the function returns one number, 1.56.3 as 15603; else it returns text.
    """

    files: tuple[str, ...]
    function: str
    packed: bool = True


LIBRARIES = (
    Library(
        name="libpango",
        files=("libpango-1.0.so.0", "libpango-1.0.dylib"),
        function="pango_version",
        package="libpango-1.0-0",
        detail="lays out the lines of a PDF",
        min_version="1.44",
    ),
    Library(
        name="libpangoft2",
        files=("libpangoft2-1.0.so.0", "libpangoft2-1.0.dylib"),
        function="pango_version",
        package="libpangoft2-1.0-0",
        detail="gives Pango the fonts that fontconfig names",
        min_version="1.44",
    ),
    Library(
        name="libharfbuzz",
        files=("libharfbuzz.so.0", "libharfbuzz.0.dylib"),
        function="hb_version_string",
        package="libpango-1.0-0",
        detail="shapes the words of a PDF",
        packed=False,
        min_version="4.1",
    ),
    Library(
        name="libharfbuzz-subset",
        files=("libharfbuzz-subset.so.0", "libharfbuzz-subset.0.dylib"),
        function="hb_version_string",
        package="libharfbuzz-subset0",
        detail="puts into a PDF only the letters that it uses",
        packed=False,
        min_version="4.1",
    ),
    Library(
        name="libfontconfig",
        files=("libfontconfig.so.1", "libfontconfig.1.dylib"),
        function="FcGetVersion",
        package="fontconfig",
        detail="finds the fonts",
    ),
)


def find_library_version(library: Library) -> str:
    """Return the version of the library that this process would load, empty if there is none."""
    for file in library.files:
        try:
            function = getattr(ctypes.CDLL(file), library.function)
        except (OSError, AttributeError):
            continue
        if library.packed:
            return unpack_version(function())
        function.restype = ctypes.c_char_p
        version: bytes = function()
        return version.decode("ascii")
    return ""


def unpack_version(number: int) -> str:
    """Return a version that was packed into one number: 15603 gives `1.56.3`."""
    major, rest = divmod(number, 10000)
    return f"{major}.{rest // 100}.{rest % 100}"


def check_library(library: Library) -> Component:
    """Return the component for a library."""
    return check_component(library, "library", find_library_version(library))
