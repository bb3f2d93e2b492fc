"""Findings that a translator allows: takes comments such as `# allow numbers: why`, gives notes.

A comment of the translator's own on a message (`# `, not `#.` or `#:`) waives codes for that
message alone:

    # allow numbers: the decree counts from the older text
    # allow catalogue/length, terms: a slogan, as the city has it

The finding becomes a note that says why. Without a why nothing is waived; nor is what the gate
refuses or what gettext cannot read: there the text does not reach the page, whatever is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from difflib import get_close_matches

from build_tools.catalogues.codes import OTHERS, codes
from build_tools.catalogues.model import Page
from build_tools.model import Finding, Place

_FORM = re.compile(r"\s*allow\s+([\w./-]+(?:\s*,\s*[\w./-]+)*)\s*(?::(.*))?", re.IGNORECASE)
_Key = tuple[str, str, str]
_STRUCTURE = "catalogue/block-structure"
_FINAL = frozenset(one.code for one in OTHERS if one.is_final)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Waiver:
    """A code that a comment of a message allows, and why; `translated` says whether rules ran."""

    code: str
    why: str
    place: Place
    publication: str
    translated: bool


def waived(
    findings: Iterable[Finding], pages: Iterable[Page], language: str = ""
) -> Iterator[Finding]:
    """Yield the findings, those that a translator allows as notes, then what is wrong with waivers.

    Findings keep their order; one without a message passes as it is. `language` is the tag that
    the findings about waivers bear.
    """
    waivers = {_key(each.place, each.code): each for page in pages for each in _of_page(page)}
    served: set[_Key] = set()
    refused: set[_Key] = set()
    for finding in findings:
        key = _key(finding.place, finding.code)
        waiver = waivers.get(key)
        if waiver and _is_final(finding):
            refused.add(key)
        if waiver and waiver.why and key not in refused:
            served.add(key)
            text = f"allowed: {waiver.why} ({finding.message.partition(' — ')[0]})"
            yield replace(finding, severity="note", message=text)
        else:
            yield finding
    for key, waiver in waivers.items():
        if key not in served:
            yield from _of_waiver(waiver, language, is_refused=key in refused)


def allowed(findings: Iterable[Finding], pages: Iterable[Page]) -> Iterator[Finding]:
    """Yield the findings, those that a translator allows as notes; of waivers nothing is told."""
    for finding in waived(findings, pages):
        if finding.code != "catalogue/waiver":
            yield finding


def _key(place: Place, code: str) -> _Key:
    return (place.file, place.message_id, code)


def _is_final(finding: Finding) -> bool:
    """Whether no comment can allow it: it cannot be read, or does not reach the page."""
    refused = finding.code == _STRUCTURE and finding.severity == "error"
    return refused or _is_final_code(finding.code)


def _is_final_code(code: str) -> bool:
    return code in _FINAL


def _of_page(page: Page) -> Iterator[_Waiver]:
    publication = page.name.partition("/")[0]
    for message in page.messages.values():
        place = message.place(page.file)
        for code, why in _allowed(message.comments):
            yield _Waiver(
                code=code,
                why=why,
                place=place,
                publication=publication,
                translated=message.state == "translated",
            )


def _allowed(comments: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Each code that comments allow, written out, and why."""
    for comment in comments:
        found = _FORM.fullmatch(comment)
        if found:
            for name in found[1].split(","):
                code = name.strip().lower()
                yield code if "/" in code else f"catalogue/{code}", (found[2] or "").strip()


def _of_waiver(waiver: _Waiver, language: str, *, is_refused: bool) -> Iterator[Finding]:
    """What is wrong with a waiver that served nothing; nothing where its message is not used."""
    fault = _fault(waiver, is_refused)
    if fault or waiver.translated:
        yield Finding(
            code="catalogue/waiver",
            severity="warning" if fault else "note",
            message=fault or f"nothing here is told as {waiver.code} — delete the comment",
            place=waiver.place,
            publication=waiver.publication,
            language=language,
        )


def _fault(waiver: _Waiver, is_refused: bool) -> str:
    known = sorted(one.code for one in codes() if not one.is_final)
    if is_refused or _is_final_code(waiver.code):
        return f"{waiver.code} cannot be allowed — mend the translation and delete the comment"
    if waiver.code not in known:
        (near,) = get_close_matches(waiver.code, known, n=1, cutoff=0.0)
        return f"there is no {waiver.code} to allow — the nearest is {near}"
    if not waiver.why:
        form = f"# allow {waiver.code}: why"
        return f"{waiver.code} is allowed without a reason, so it is not — write “{form}”"
    return ""
