"""Lock files: every package with its version and hashes, and no address of an index."""

from __future__ import annotations

import json
import re
import tomllib

import pytest

from build_tools.doctor.packages import Pin, normalize_package_name, parse_lock
from tests.launcher.newcomer import HERE

LOCKS = (
    "requirements.lock",
    "requirements-judges.lock",
    "requirements-site.lock",
    "requirements-test.lock",
)


def text(name: str) -> str:
    """Return the text of a lock file of the repository."""
    return (HERE / name).read_text(encoding="utf-8")


def project() -> dict[str, list[str]]:
    """Return the dependencies in pyproject.toml, by the lock file that must contain them."""
    asked = tomllib.loads(text("pyproject.toml"))["project"]
    extras = asked["optional-dependencies"]
    # The extra `test` includes the others as extras of the project itself.
    tests = [wish for wish in extras["test"] if wish != "charter-editions[breaks,judges,site]"]
    assert tests != extras["test"]
    wishes = (asked["dependencies"], extras["judges"], extras["site"], tests + extras["breaks"])
    return dict(zip(LOCKS, wishes, strict=True))


@pytest.mark.parametrize("name", LOCKS)
def test_each_package_has_a_version_and_hashes(name: str) -> None:
    """Every package is pinned to one version, and each to the hashes of its files."""
    blocks = re.split(r"^(?=[a-z])", text(name), flags=re.MULTILINE)[1:]
    assert len(blocks) == len(parse_lock(text(name))) > 40
    assert all(re.search(r"--hash=sha256:[0-9a-f]{64}$", block, re.MULTILINE) for block in blocks)
    assert all(pin.version for pin in parse_lock(text(name)))


@pytest.mark.parametrize("name", LOCKS)
def test_no_lock_says_where_packages_come_from(name: str) -> None:
    """A lock file names no host and no folder; its first lines show the command that writes it."""
    assert not re.search(r"://|index|find-links|trusted-host| /|file:", text(name))
    assert text(name).splitlines()[1].startswith("#    uv pip compile --universal ")


@pytest.mark.parametrize("name", LOCKS)
def test_the_lock_holds_what_the_project_asks_for(name: str) -> None:
    """Every dependency in pyproject.toml is in its lock file."""
    names = {pin.name for pin in parse_lock(text(name))}
    asked = {normalize_package_name(re.split(r"[<>=;\s]", wish)[0]) for wish in project()[name]}
    assert asked <= names


def test_tests_run_with_the_very_packages_of_a_build() -> None:
    """The lock of the tests contains those of the validators and the site, which contain that of a build."""
    run, judges, site, test = (set[Pin](parse_lock(text(name))) for name in LOCKS)
    assert run < judges < test
    assert run < site < test


def test_the_lock_of_npm_names_no_host() -> None:
    """Every npm package is pinned by its hash, and no host is named: the user's registry is used."""
    lock = json.loads(text("build_tools/validators/package-lock.json"))["packages"]
    asked = json.loads(text("build_tools/validators/package.json"))["dependencies"]
    assert all("integrity" in each and "resolved" not in each for name, each in lock.items() if name)
    assert {lock[f"node_modules/{name}"]["version"] for name in asked} == {*asked.values()}


def test_few_packages_are_asked_for() -> None:
    """A build has at most fourteen direct dependencies."""
    assert len(project()[LOCKS[0]]) <= 14
