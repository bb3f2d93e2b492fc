"""C libraries: the versions that will be loaded."""

from __future__ import annotations

from dataclasses import replace

import pytest

from build_tools.doctor.components import parse_version
from build_tools.doctor.libraries import (
    LIBRARIES,
    Library,
    check_library,
    find_library_version,
    unpack_version,
)


@pytest.mark.parametrize("library", LIBRARIES, ids=lambda library: library.name)
def test_each_library_tells_its_version(library: Library) -> None:
    """Each required library is here, new enough, and has a numeric version."""
    found = check_library(library)
    assert (found.state, found.remedy) == ("ok", "")
    assert len(parse_version(found.version)) >= 2


@pytest.mark.parametrize("library", LIBRARIES, ids=lambda library: library.name)
def test_a_library_that_is_not_there(library: Library) -> None:
    """A library that cannot be loaded is missing, and its package is the remedy."""
    found = check_library(replace(library, files=("libnothing.so.0",)))
    assert (found.state, found.version) == ("missing", "")
    assert found.remedy.endswith(library.package)


def test_a_library_that_is_old() -> None:
    """A library below the minimum version is old, with its version and its remedy."""
    found = check_library(replace(LIBRARIES[0], min_version="99.0"))
    assert (found.state, bool(found.version), bool(found.remedy)) == ("old", True, True)


def test_a_library_that_does_not_tell() -> None:
    """A library without the function for its version counts as missing."""
    assert find_library_version(replace(LIBRARIES[0], function="no_such_function")) == ""


@pytest.mark.parametrize(("number", "text"), [(15603, "1.56.3"), (21500, "2.15.0"), (0, "0.0.0")])
def test_a_packed_version(number: int, text: str) -> None:
    """One integer encodes three numbers: two digits each for the second and third."""
    assert unpack_version(number) == text
