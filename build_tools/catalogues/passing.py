"""Messages through the gate: takes a catalogue's entries, gives what passes and Findings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from build_tools.catalogues.model import Message, Page
from build_tools.catalogues.reading import Contents
from build_tools.catalogues.standing import head, odd_fields
from build_tools.charter import gate
from build_tools.model import Finding, Severity

UNTRANSLATED: Mapping[str, tuple[str, str]] = {
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
class Passed:
    """A page's catalogue after the gate, and what the gate had to say."""

    page: Page
    findings: tuple[Finding, ...] = ()


def passed(page: str, file: str, found: Contents) -> Passed:
    """Return a page's messages with the texts that may stand in its .mo."""
    messages: dict[str, Message] = {}
    findings = list(odd_fields(found.header, file))
    for message in found.messages:
        verdict = _verdict(message)
        messages[message.msgid] = _after(message, verdict)
        findings += _findings(message, verdict, file)
    findings += (_unused(message, file) for message in found.unused)
    made = Page(name=page, file=file, messages=messages, head=head(found.header))
    return Passed(page=made, findings=tuple(findings))


def _verdict(message: Message) -> gate.Verdict:
    if message.state != "translated":
        return gate.Verdict(text="")
    return gate.admit(message.msgid, message.msgstr)


def _after(message: Message, verdict: gate.Verdict) -> Message:
    state = "refused" if verdict.refusal else message.state
    return replace(message, text=verdict.text, state=state)


def _unused(message: Message, file: str) -> Finding:
    """Return the finding of a message that is looked up by nobody: an error if it has words."""
    text = "no page uses a message with a context or plural forms"
    if message.state != "translated":
        return _finding("catalogue/unused", "note", text, message, file)
    told = f"{text}: its translation is lost — write it without msgctxt and msgid_plural"
    return _finding("catalogue/lost-text", "error", told, message, file)


def _findings(message: Message, verdict: gate.Verdict, file: str) -> Iterator[Finding]:
    if message.state in UNTRANSLATED:
        code, text = UNTRANSLATED[message.state]
        yield _finding(code, "note", text, message, file)
    if verdict.refusal:
        told = verdict.refusal
        text = f"{told.message}; the source stands in its place — {told.remedy}"
        yield _finding(told.code, "error", text, message, file)
    for repair in (*verdict.repairs, *verdict.losses):
        text = f"{repair.message} — {repair.remedy}"
        yield _finding(repair.code, "warning", text, message, file)


def _finding(code: str, severity: Severity, text: str, message: Message, file: str) -> Finding:
    return Finding(code=code, severity=severity, message=text, place=message.place(file))
