"""What stops an edition: takes what was found in its sources, raises the first error of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from build_tools.errors import UserError
from build_tools.model import Edition, Finding


def refuse(findings: Sequence[Finding], edition: Edition) -> None:
    """Raise the first error there is as a Mendable, the other findings with it."""
    first = next((one for one in findings if one.severity == "error"), None)
    if first is None:
        return
    raise UserError(
        first.code,
        first.message,
        remedy=_remedy(first),
        place=first.place,
        exit_code=1,
        findings=tuple(stamped(_mended(one), edition) for one in findings if one is not first),
    )


def _mended(finding: Finding) -> Finding:
    """Return a finding whose words say, if it is an error, what to do."""
    if finding.severity != "error":
        return finding
    return replace(finding, message=f"{finding.message} — {_remedy(finding)}")


def _remedy(finding: Finding) -> str:
    return REMEDIES.get(finding.code, "mend the source at that line")


REMEDIES = {
    "source/circle": "take that page out of the toctree",
    "source/label-twice": "give one of the two places another label",
    "source/missing-image": "add the file, or take the image out",
    "source/missing-page": "write the page, or take it out of the toctree",
    "source/no-picture": "put a PNG, JPEG, GIF, WebP or SVG in its place",
    "source/unreadable": "change its rights, so that it may be read",
}


def stamped(finding: Finding, edition: Edition) -> Finding:
    """Return a finding as one of an edition."""
    return replace(finding, publication=edition.publication.id, language=edition.language.tag)
