"""End sentences as their languages do."""

from __future__ import annotations

from dataclasses import replace

from build_tools.model import LocalizedText

# The full stop of a sentence, where it is no point.
FULL_STOPS = {
    "ja": "。", "zh": "。", "yue": "。", "ur": "۔", "hy": "։", "am": "።", "ti": "።", "km": "។", "my": "။",
    "hi": "।", "bn": "।", "as": "।", "mr": "।", "ne": "।", "or": "।", "pa": "।", "sa": "।",
}  # fmt: skip


def end_sentences(parts: list[LocalizedText]) -> list[LocalizedText]:
    """Return the parts as sentences, each with its capital and its full stop."""
    endings = (".", "؟", "!", "?", *FULL_STOPS.values())
    sentences = []
    for part in (part for part in parts if part.text):
        stop = FULL_STOPS.get(part.language.partition("-")[0], ".")
        stop = "" if part.text.endswith(endings) else stop
        sentences.append(replace(part, text=capitalize_first(part.text) + stop))
    return sentences


def capitalize_first(text: str) -> str:
    """Return a text with a capital first letter, where the script has one."""
    return text[:1].upper() + text[1:]
