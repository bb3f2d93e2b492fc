"""Run other people's validators over editions, and tell which of them are installed.

A module a validator (`verapdf.validate(paths)` …) starts it once for many files and returns its
messages about each; one that fails, or validates fewer files than given, raises UserError.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from itertools import chain

from build_tools.validators.messages import MessagesByFile, ValidatorMessage
from build_tools.validators.registry import VALIDATORS, PackageKind, Validator

__all__ = [
    "REMEDY",
    "VALIDATORS",
    "MessagesByFile",
    "PackageKind",
    "Validator",
    "ValidatorMessage",
    "clear_validator_cache",
    "collect_requirements",
    "find_missing_validators",
    "get_validator_version",
    "is_installed",
    "is_outdated",
]

REMEDY = "./editions check --judges"
_VALIDATORS_BY_NAME = {validator.name: validator for validator in VALIDATORS}


def is_installed(name: str) -> bool:
    """Return whether a validator and all its requirements are installed."""
    return not find_missing_validators((name,))


def find_missing_validators(names: Iterable[str]) -> tuple[str, ...]:
    """Return which of these validators and their requirements are not installed."""
    return tuple(name for name in collect_requirements(names) if not _is_located(name))


def collect_requirements(names: Iterable[str]) -> tuple[str, ...]:
    """Return these validators and all their requirements, each once."""
    return tuple(dict.fromkeys(chain.from_iterable(map(_iter_requirements, names))))


def is_outdated(name: str) -> bool:
    """Return whether a validator is installed in another version than its lock file names."""
    from build_tools.validators import versions

    validator = _VALIDATORS_BY_NAME[name]
    version = versions.read_package_version(validator)
    return bool(version) and version != versions.read_locked_version(validator)


@cache
def get_validator_version(name: str) -> str:
    """Return the version of a validator, `?` if no file tells it, empty if it is not installed."""
    from build_tools.validators import versions

    return versions.read_version(_VALIDATORS_BY_NAME[name])


def clear_validator_cache() -> None:
    """Clear the cached state of the validators, because something was installed."""
    get_validator_version.cache_clear()
    _is_located.cache_clear()


@cache
def _is_located(name: str) -> bool:
    from build_tools.validators import file_locations

    return file_locations.locate_validator(_VALIDATORS_BY_NAME[name]) is not None


def _iter_requirements(name: str) -> Iterable[str]:
    yield name
    for requirement in _VALIDATORS_BY_NAME[name].requirements:
        yield from _iter_requirements(requirement)
