"""Turn findings that a translator allows, by a comment on the message, into notes.

    # allow numbers: the decree counts from the older text
    # allow catalogue/length, terms: a slogan, as the city has it

Without a reason nothing is waived; nor is what the sanitizer rejects or what gettext cannot read:
there the text does not reach the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from difflib import get_close_matches

from build_tools.catalogues.edition_catalogues import PageCatalogue
from build_tools.catalogues.lint.codes import BASE_CODES, list_codes
from build_tools.model import Finding, Place

_ALLOW = re.compile(r"\s*allow\s+([\w./-]+(?:\s*,\s*[\w./-]+)*)\s*(?::(.*))?", re.IGNORECASE)
_FINAL = frozenset(one.code for one in BASE_CODES if one.is_final)


@dataclass(frozen=True, slots=True)
class _Waiver:
    """Hold a code that a comment allows, and why; `is_translated` says whether the rules ran."""

    code: str
    why: str
    place: Place
    publication: str
    is_translated: bool


def apply_waivers(
    findings: Iterable[Finding], pages: Iterable[PageCatalogue], language: str = ""
) -> Iterator[Finding]:
    """Yield the findings, allowed ones as notes, then those about the waivers, with `language`."""
    every = (waiver for page in pages for waiver in _iter_page_waivers(page))
    waivers = {_make_waiver_key(waiver.place, waiver.code): waiver for waiver in every}
    used: set[tuple[str, str, str]] = set()
    rejected: set[tuple[str, str, str]] = set()
    for finding in findings:
        key = _make_waiver_key(finding.place, finding.code)
        waiver = waivers.get(key)
        if waiver and _is_final(finding):
            rejected.add(key)
        if waiver and waiver.why and key not in rejected:
            used.add(key)
            text = f"allowed: {waiver.why} ({finding.message.partition(' — ')[0]})"
            yield replace(finding, severity="note", message=text)
        else:
            yield finding
    for key, waiver in waivers.items():
        if key not in used:
            yield from _check_waiver(waiver, language, is_rejected=key in rejected)


def downgrade_allowed_findings(
    findings: Iterable[Finding], pages: Iterable[PageCatalogue]
) -> Iterator[Finding]:
    """Yield the findings, allowed ones as notes, without findings about the waivers."""
    yield from (one for one in apply_waivers(findings, pages) if one.code != "catalogue/waiver")


def _make_waiver_key(place: Place, code: str) -> tuple[str, str, str]:
    return (place.file, place.message_id, code)


def _is_final(finding: Finding) -> bool:
    """Return whether no comment can allow a finding: its text does not reach the page."""
    is_rejected = finding.code == "catalogue/block-structure" and finding.severity == "error"
    return is_rejected or finding.code in _FINAL


def _iter_page_waivers(page: PageCatalogue) -> Iterator[_Waiver]:
    publication = page.name.partition("/")[0]
    for message in page.messages.values():
        is_translated = message.state == "translated"
        for code, why in _parse_allow_comments(message.comments):
            yield _Waiver(code, why, message.make_place(page.file), publication, is_translated)


def _parse_allow_comments(comments: Iterable[str]) -> Iterator[tuple[str, str]]:
    for comment in comments:
        match = _ALLOW.fullmatch(comment)
        if match:
            for name in match[1].split(","):
                code = name.strip().lower()
                yield code if "/" in code else f"catalogue/{code}", (match[2] or "").strip()


def _check_waiver(waiver: _Waiver, language: str, *, is_rejected: bool) -> Iterator[Finding]:
    """Yield what is wrong with an unused waiver; nothing if its message is not used."""
    fault = _find_waiver_fault(waiver, is_rejected)
    if fault or waiver.is_translated:
        yield Finding(
            code="catalogue/waiver",
            severity="warning" if fault else "note",
            message=fault or f"nothing here is reported as {waiver.code} — delete the comment",
            place=waiver.place,
            publication=waiver.publication,
            language=language,
        )


def _find_waiver_fault(waiver: _Waiver, is_rejected: bool) -> str:
    if is_rejected or waiver.code in _FINAL:
        return f"{waiver.code} cannot be allowed — correct the translation and delete the comment"
    known = sorted(one.code for one in list_codes() if not one.is_final)
    if waiver.code not in known:
        (nearest,) = get_close_matches(waiver.code, known, n=1, cutoff=0.0)
        return f"there is no {waiver.code} to allow — the nearest is {nearest}"
    if not waiver.why:
        return f"{waiver.code} is allowed without a reason, so it is not — write “# allow {waiver.code}: why”"
    return ""
