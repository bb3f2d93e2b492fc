"""Fixtures: every edition of the project's own texts, each built once in every format."""

from __future__ import annotations

import pytest

from build_tools import register
from build_tools.paths import PROJECT_DIR, Root
from tests.helpers.built_site import BuiltSite
from tests.helpers.commands import run_command
from tests.helpers.editions import OWN, Made, Shelf

REGISTER = register.read_register(Root(PROJECT_DIR))
EDITIONS = [(one.id, tag) for one in REGISTER.publications for tag in one.languages]


@pytest.fixture(params=EDITIONS, ids="-".join)
def made(request: pytest.FixtureRequest, shelf: Shelf) -> Made:
    """Return each edition of each text in turn."""
    return shelf.edition(OWN, *request.param)


@pytest.fixture(scope="session")
def site(shelf: Shelf) -> BuiltSite:
    """Return the site of all editions, as `editions site` makes it."""
    (build,) = {shelf.edition(OWN, *name).build.path for name in EDITIONS}
    made = run_command("site", "-o", build)
    assert made.returncode == 0, made.stderr
    return BuiltSite(build / "site")
