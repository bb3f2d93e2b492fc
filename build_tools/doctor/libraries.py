"""Find the versions of the C libraries that lay out a PDF."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass

from build_tools.doctor.components import Component, compare_version
from build_tools.doctor.remedies import make_install_command


@dataclass(frozen=True, slots=True, kw_only=True)
class Library:
    """Describe a C library: its files on Linux and macOS, the function that returns its version.

    `packed` tells that the function returns one number, 1.56.3 as 15603; else it returns text.
    """

    name: str
    files: tuple[str, ...]
    function: str
    package: str
    detail: str
    packed: bool = True
    min_version: str = ""


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
            version_function = getattr(ctypes.CDLL(file), library.function)
        except (OSError, AttributeError):
            continue
        return (
            unpack_version(version_function())
            if library.packed
            else _call_text_function(version_function)
        )
    return ""


def unpack_version(number: int) -> str:
    """Return a version that was packed into one number: 15603 gives `1.56.3`."""
    major, rest = divmod(number, 10000)
    minor, micro = divmod(rest, 100)
    return f"{major}.{minor}.{micro}"


def _call_text_function(function: ctypes._NamedFuncPointer) -> str:
    function.restype = ctypes.c_char_p
    value: bytes = function()
    return value.decode("ascii")


def check_library(library: Library) -> Component:
    """Return the row of a library."""
    current = find_library_version(library)
    state = compare_version(current, library.min_version)
    return Component(
        name=library.name,
        kind="library",
        state=state,
        version=current,
        detail=library.detail,
        remedy="" if state == "ok" else make_install_command(library.package),
    )
