"""Sanitize the messages of a catalogue, and report what was rejected or repaired."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from build_tools import sanitizer
from build_tools.catalogues.edition_catalogues import Message, PageCatalogue
from build_tools.catalogues.po_reader import CatalogueContents
from build_tools.catalogues.review.review_status import find_unknown_values, parse_header_status
from build_tools.model import Finding, Severity

UNTRANSLATED_FINDINGS: Mapping[str, tuple[str, str]] = {
    "fuzzy": (
        "catalogue/fuzzy",
        "a fuzzy translation is not used — mend it, then take the mark “fuzzy” away",
    ),
    "missing": (
        "catalogue/missing",
        "there is no translation yet; the source stands in its place",
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SanitizedPage:
    """Hold a page's catalogue after the sanitizer, and the findings of the sanitizer."""

    page: PageCatalogue
    findings: tuple[Finding, ...] = ()


def sanitize_page(page: str, file: str, contents: CatalogueContents) -> SanitizedPage:
    """Return a page's messages with the texts that may go into its .mo."""
    messages: dict[str, Message] = {}
    findings = list(find_unknown_values(contents.header, file))
    for message in contents.messages:
        result = _sanitize_message(message)
        messages[message.msgid] = _apply_result(message, result)
        findings += _iter_message_findings(message, result, file)
    findings += (_make_unused_message_finding(message, file) for message in contents.unused)
    catalogue = PageCatalogue(
        name=page, file=file, messages=messages, header_status=parse_header_status(contents.header)
    )
    return SanitizedPage(page=catalogue, findings=tuple(findings))


def _sanitize_message(message: Message) -> sanitizer.SanitizedMessage:
    if message.state != "translated":
        return sanitizer.SanitizedMessage(text="")
    return sanitizer.sanitize(message.msgid, message.msgstr)


def _apply_result(message: Message, result: sanitizer.SanitizedMessage) -> Message:
    state = "refused" if result.rejection else message.state
    return replace(message, text=result.text, state=state)


def _make_unused_message_finding(message: Message, file: str) -> Finding:
    """Return the finding for a message that Sphinx never looks up: an error if it has words."""
    text = "no page uses a message with a context or plural forms"
    if message.state != "translated":
        return _make_message_finding("catalogue/unused", "note", text, message, file)
    message_text = f"{text}: its translation is lost — write it without msgctxt and msgid_plural"
    return _make_message_finding("catalogue/lost-text", "error", message_text, message, file)


def _iter_message_findings(
    message: Message, result: sanitizer.SanitizedMessage, file: str
) -> Iterator[Finding]:
    if message.state in UNTRANSLATED_FINDINGS:
        code, text = UNTRANSLATED_FINDINGS[message.state]
        yield _make_message_finding(code, "note", text, message, file)
    if result.rejection:
        rejection = result.rejection
        text = f"{rejection.message}; the source stands in its place — {rejection.remedy}"
        yield _make_message_finding(rejection.code, "error", text, message, file)
    for repair in (*result.repairs, *result.omissions):
        text = f"{repair.message} — {repair.remedy}"
        yield _make_message_finding(repair.code, "warning", text, message, file)


def _make_message_finding(
    code: str, severity: Severity, text: str, message: Message, file: str
) -> Finding:
    return Finding(code=code, severity=severity, message=text, place=message.make_place(file))
