"""The C libraries that set a PDF: takes their names, gives the versions that will be loaded."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass

from build_tools.machine.remedies import install
from build_tools.machine.rows import Row, state_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Library:
    """A C library: its files on Linux and macOS, and the function that tells its version.

    `packed` says that the function returns one number, 1.56.3 as 15603; else it returns text.
    """

    name: str
    files: tuple[str, ...]
    function: str
    package: str
    detail: str
    packed: bool = True
    least: str = ""


LIBRARIES = (
    Library(
        name="libpango",
        files=("libpango-1.0.so.0", "libpango-1.0.dylib"),
        function="pango_version",
        package="libpango-1.0-0",
        detail="lays out the lines of a PDF",
        least="1.44",
    ),
    Library(
        name="libpangoft2",
        files=("libpangoft2-1.0.so.0", "libpangoft2-1.0.dylib"),
        function="pango_version",
        package="libpangoft2-1.0-0",
        detail="gives Pango the fonts that fontconfig names",
        least="1.44",
    ),
    Library(
        name="libharfbuzz",
        files=("libharfbuzz.so.0", "libharfbuzz.0.dylib"),
        function="hb_version_string",
        package="libpango-1.0-0",
        detail="shapes the words of a PDF",
        packed=False,
        least="4.1",
    ),
    Library(
        name="libharfbuzz-subset",
        files=("libharfbuzz-subset.so.0", "libharfbuzz-subset.0.dylib"),
        function="hb_version_string",
        package="libharfbuzz-subset0",
        detail="puts into a PDF only the letters that it uses",
        packed=False,
        least="4.1",
    ),
    Library(
        name="libfontconfig",
        files=("libfontconfig.so.1", "libfontconfig.1.dylib"),
        function="FcGetVersion",
        package="fontconfig",
        detail="finds the fonts",
    ),
)


def version(library: Library) -> str:
    """Return the version of the library that this process would load, empty where none."""
    for file in library.files:
        try:
            told = getattr(ctypes.CDLL(file), library.function)
        except (OSError, AttributeError):
            continue
        return unpacked(told()) if library.packed else _text(told)
    return ""


def unpacked(number: int) -> str:
    """Return a version that was packed into one number: 15603 gives `1.56.3`."""
    major, rest = divmod(number, 10000)
    minor, micro = divmod(rest, 100)
    return f"{major}.{minor}.{micro}"


def _text(told: ctypes._NamedFuncPointer) -> str:
    told.restype = ctypes.c_char_p
    value: bytes = told()
    return value.decode("ascii")


def row(library: Library) -> Row:
    """Return doctor's row of a library."""
    found = version(library)
    state = state_of(found, library.least)
    return Row(
        what=library.name,
        kind="library",
        state=state,
        version=found,
        detail=library.detail,
        remedy="" if state == "ok" else install(library.package),
    )
