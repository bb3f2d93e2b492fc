"""`editions check --judges`: takes nothing, installs what the judges are, says what is lacking."""

from __future__ import annotations

from build_tools.errors import UserError
from build_tools.tasks.order import Say


def install(say: Say) -> None:
    """Install the judges of PyPI and npm that the locks name; say what takes time.

    Raises Mendable `judges/pypi` or `judges/npm` where they cannot be had, `judges/lacking` where
    one is missing that only Debian has.
    """
    from build_tools import judges
    from build_tools.judges import installing

    installing.install_validators(say)
    judges.clear_validator_cache()
    lacking = judges.find_missing_validators(judge.name for judge in judges.VALIDATORS)
    if lacking:
        raise UserError(
            "judges/lacking",
            f"this machine still lacks {', '.join(lacking)}",
            remedy=f"{judges.REMEDY} installs Debian's packages too; elsewhere, install them first",
            exit_code=1,
        )
