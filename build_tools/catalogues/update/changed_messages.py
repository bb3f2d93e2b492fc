"""Find what became of a page's own messages: parts of one that was split, one whose spelling changed."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise, product

from build_tools.catalogues.po_escapes import quote_po_string
from build_tools.catalogues.po_model import Entry
from build_tools.catalogues.update.merge_plan import Choice, MergePlan
from build_tools.catalogues.update.translation_memory import StoredTranslation

MAX_COMPARED = 50_000_000  # characters of new and of gone messages that are compared on a page
MIN_PART_WORDS = 4
MIN_SHARED = 0.75  # of a part's words, each beside the same word as in the whole
MAX_RESPELLED = 0.2  # of a message's words
_WORD = re.compile(r"\w+")
# A sentence ends at its mark before a space; in Chinese and Japanese without one.
_SENTENCE_END = re.compile(r"(?<=[.!?…؟۔।])[\"”»’)\]]*\s+|(?<=[。！？])\s*")

IsMatch = Callable[[Entry, Entry], bool]


def keep_respelled_messages(plan: MergePlan) -> MergePlan:
    """Return a plan that keeps the translation of messages whose marks or spelling alone changed."""
    pairs = _pair_messages(plan, _is_respelled)
    if not pairs:
        return plan
    choices = tuple(_keep_translation(each, pairs, plan) for each in plan.choices)
    used = {entry.key for entry in pairs.values()}
    obsolete = tuple(entry for entry in plan.obsolete if entry.key not in used)
    counts = replace(
        plan.counts,
        new=plan.counts.new - len(pairs),
        obsolete=max(0, plan.counts.obsolete - len(used)),
        respelled=len(pairs),
    )
    return replace(plan, choices=choices, obsolete=obsolete, counts=counts)


def offer_own_parts(plan: MergePlan) -> MergePlan:
    """Return a plan that offers the parts of a split message its translation, fuzzy."""
    pairs = _pair_messages(plan, _is_part)
    choices = tuple(_offer_part(each, pairs, plan) for each in plan.choices)
    return replace(plan, choices=choices)


def _pair_messages(plan: MergePlan, is_match: IsMatch) -> dict[str, Entry]:
    """Return the gone message of the page that each new one matches, by the msgid of the new one."""
    gone = [entry for entry in plan.obsolete if entry.is_translated and entry.msgid_plural is None]
    new = [choice.message for choice in plan.choices if choice.kind == "new"]
    pairs: dict[str, Entry] = {}
    characters = 0
    for message, entry in product(new, gone):
        if message.msgid in pairs:
            continue
        characters += len(message.msgid) + len(entry.msgid)
        if characters > MAX_COMPARED:
            break
        if is_match(message, entry):
            pairs[message.msgid] = entry
    return pairs


def _is_respelled(message: Entry, gone: Entry) -> bool:
    """Return whether two messages have the same words, but for the spelling of a few."""
    if abs(len(message.msgid) - len(gone.msgid)) > len(gone.msgid) * MAX_RESPELLED + 2:
        return False
    new, old = _WORD.findall(message.msgid), _WORD.findall(gone.msgid)
    changed = [pair for pair in zip(new, old, strict=False) if pair[0].casefold() != pair[1].casefold()]
    return (
        len(new) == len(old)
        and len(changed) <= max(1, len(new) * MAX_RESPELLED)
        and all(_is_same_word(*pair) for pair in changed)
    )


def _is_same_word(new: str, old: str) -> bool:
    """Return whether a word is another spelling of one: a letter or two of many, and no digit."""
    if not (new.isalpha() and old.isalpha()):
        return False
    if sorted(new) == sorted(old):
        return True
    shortest = min(len(new), len(old))
    return shortest > 3 and _count_edits(new.casefold(), old.casefold()) <= (1 if shortest < 8 else 2)


def _count_edits(first: str, second: str) -> int:
    """Return the edit distance (Levenshtein) of two words."""
    previous = list(range(len(second) + 1))
    for row, letter in enumerate(first, 1):
        current = [row]
        for column, other in enumerate(second, 1):
            change = previous[column - 1] + (letter != other)
            current.append(min(previous[column] + 1, current[-1] + 1, change))
        previous = current
    return previous[-1]


def _is_part(message: Entry, gone: Entry) -> bool:
    """Return whether a message is a part of one that the page had."""
    part, whole = " ".join(message.msgid.split()), " ".join(gone.msgid.split())
    if len(part) >= len(whole):
        return False
    new, old = _WORD.findall(part.lower()), _WORD.findall(whole.lower())
    is_long = len(new) >= MIN_PART_WORDS
    if part in whole:
        return is_long or part in _SENTENCE_END.split(whole)
    if not is_long or len(set(new) & set(old)) < len(set(new)) * MIN_SHARED:
        return False
    pairs = set(pairwise(old))
    shared = [number for number, pair in enumerate(pairwise(new)) if pair in pairs]
    return len({*shared, *(number + 1 for number in shared)}) >= len(new) * MIN_SHARED


def choose_part(part: str, whole: str, translation: str) -> str:
    """Return the sentences of a translation that stand where a part stands in the whole.

    If the translation is cut into other sentences than its source, it is returned as it is.
    """
    sentences, translated = _split_sentences(whole), _split_sentences(translation)
    words = set(_WORD.findall(part.lower()))
    own = [number for number, each in enumerate(sentences) if _is_mostly_within(each, words)]
    if len(sentences) != len(translated) or not own:
        return translation
    return "".join(translated[own[0] : own[-1] + 1]).strip()


def _split_sentences(text: str) -> list[str]:
    """Return the sentences of a text, each with the spaces behind it."""
    ends = [match.end() for match in _SENTENCE_END.finditer(text) if match.end() < len(text)]
    return [text[start:end] for start, end in zip([0, *ends], [*ends, len(text)], strict=True)]


def _is_mostly_within(sentence: str, words: set[str]) -> bool:
    own = set(_WORD.findall(sentence.lower()))
    return bool(own) and len(own & words) >= len(own) * MIN_SHARED


def _keep_translation(choice: Choice, pairs: dict[str, Entry], plan: MergePlan) -> Choice:
    gone = pairs.get(choice.message.msgid) if choice.kind == "new" else None
    if gone is None:
        return choice
    entry = replace(gone, msgid=choice.message.msgid, is_obsolete=False, previous_msgid=())
    return replace(choice, entry=entry, kind="respelled", origin=_make_origin(gone, plan))


def _offer_part(choice: Choice, pairs: dict[str, Entry], plan: MergePlan) -> Choice:
    gone = pairs.get(choice.message.msgid) if choice.kind == "new" else None
    if gone is None:
        return choice
    entry = replace(
        choice.entry,
        msgstr=(choose_part(choice.message.msgid, gone.msgid, gone.msgstr[0]),),
        flags=("fuzzy",),
        previous_msgid=(f"msgid {quote_po_string(gone.msgid)}",),
    )
    return replace(choice, entry=entry, kind="near", origin=_make_origin(gone, plan))


def _make_origin(gone: Entry, plan: MergePlan) -> StoredTranslation:
    return StoredTranslation(entry=gone, page=plan.template.page, file=plan.file.file if plan.file else "")
