"""Explain a finding to the reader of a proof: its meaning in her language, and the words it is about."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from build_tools.model import Finding, FindingMeaning, LocalizedText, Severity

# In every message words of a text stand in “…”, and the remedy behind a dash.
_TOKEN = re.compile(r"“((?:[^“”]|“[^“”]*”)*)”|(?<= )(—)(?= )|(?<!\S)([^\s“]+|“)")
_SIDES = re.compile(r"the source (?:has|sets|ends with) (?P<source>.+), the translation (?P<translation>.+)")
_ALLOWED = re.compile(r"allowed: (?P<reason>.+) \((?P<message>.+)\)", re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class WordGroup:
    """Hold words and numbers that a finding is about; `side` is source, translation or empty."""

    words: tuple[str, ...]
    side: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExplainedFinding:
    """Hold a finding with its meaning in the language of the proof; without `what` its message stands.

    `fix_words` are what a remedy names, `reason` why a translator allows it.
    """

    finding: Finding
    what: LocalizedText | None = None
    fix: LocalizedText | None = None
    groups: tuple[WordGroup, ...] = ()
    fix_words: tuple[str, ...] = ()
    reason: str = ""

    @property
    def severity(self) -> Severity:
        """Return the severity of the finding."""
        return self.finding.severity


def explain_finding(finding: Finding, meanings: Mapping[str, FindingMeaning]) -> ExplainedFinding:
    """Return a finding with its meaning; as it is where its language has none."""
    own = meanings.get(finding.code)
    meaning = own or meanings.get(finding.code.partition("/")[0]) or meanings.get("")
    if meaning is None or "en" in (meaning.what.language, meaning.fix.language):
        return ExplainedFinding(finding=finding)
    allowed = _ALLOWED.fullmatch(finding.message) if finding.severity == "note" else None
    message, remedy = _split_remedy(allowed["message"] if allowed else finding.message)
    groups = tuple(group for group in _iter_word_groups(message) if group.words)
    return ExplainedFinding(
        finding=finding,
        what=meaning.what,
        fix=None if allowed else meaning.fix,
        # What has no row of its own is looked up by its code.
        groups=groups if own else (WordGroup(words=(finding.code,)), *groups),
        fix_words=tuple(word for word in _iter_words(remedy) if word.strip("\\`") not in meaning.fix.text),
        reason=allowed["reason"] if allowed else "",
    )


def _split_remedy(message: str) -> tuple[str, str]:
    """Return what was found and how to fix it; a dash within a quotation parts nothing."""
    dash = next((match.start() for match in _TOKEN.finditer(message) if match[2]), len(message))
    return message[:dash], message[dash + 1 :]


def _iter_word_groups(message: str) -> Iterator[WordGroup]:
    sides = [_SIDES.fullmatch(clause) for clause in message.strip().split("; ")]
    if not all(sides):
        yield WordGroup(words=tuple(_iter_words(message)))
        return
    for match in filter(None, sides):
        for side in ("source", "translation"):
            yield WordGroup(side=side, words=tuple(_iter_words(match[side])))


def _iter_words(text: str) -> Iterator[str]:
    """Yield what a message quotes, and its numbers, marks and code points: all that is not English."""
    for match in _TOKEN.finditer(text):
        if match[1] is not None:
            yield match[0] if match[1] == "…" else match[1]
        elif match[3] and (word := _strip_punctuation(match[3])) and _is_particular(word):
            yield word


def _strip_punctuation(word: str) -> str:
    return word.strip(",;:.()") if len(word) > 1 else word


def _is_particular(word: str) -> bool:
    return word.startswith(("{", "%")) or bool(re.search(r"\d", word)) or not re.search(r"[^\W_]", word)
