"""Raise the first error among the findings of an edition's sources."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from build_tools.errors import UserError
from build_tools.model import Edition, Finding


def raise_first_error(findings: Sequence[Finding], edition: Edition) -> None:
    """Raise the first error among the findings as a UserError, with the other findings."""
    first = next((finding for finding in findings if finding.severity == "error"), None)
    if first is None:
        return
    raise UserError(
        first.code,
        first.message,
        remedy=_get_remedy(first),
        place=first.place,
        exit_code=1,
        findings=tuple(
            assign_finding(_append_remedy(finding), edition) for finding in findings if finding is not first
        ),
    )


def _append_remedy(finding: Finding) -> Finding:
    if finding.severity != "error":
        return finding
    return replace(finding, message=f"{finding.message} — {_get_remedy(finding)}")


def _get_remedy(finding: Finding) -> str:
    return REMEDIES.get(finding.code, "correct the source at that line")


REMEDIES = {
    "source/circle": "take that page out of the toctree",
    "source/label-twice": "give one of the two places another label",
    "source/missing-image": "add the file, or take the image out",
    "source/missing-page": "write the page, or take it out of the toctree",
    "source/no-picture": "put a PNG, JPEG, GIF, WebP or SVG in its place",
    "source/unreadable": "change its rights, so that it may be read",
}


def assign_finding(finding: Finding, edition: Edition) -> Finding:
    """Return a finding with publication and language of an edition."""
    return replace(finding, publication=edition.publication.id, language=edition.language.tag)
