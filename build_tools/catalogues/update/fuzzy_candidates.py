"""Choose the translations that msgmerge compares with new messages, where it would take too long with all.

msgmerge compares each new message with each translation. Below MAX_WORK, which no charter comes near, it
does so here too; beyond, each new message is compared with the few that share most of its rare words.
"""

from __future__ import annotations

import re
from array import array
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from build_tools.catalogues.po_model import Entry

MAX_WORK = 100_000_000  # new messages times letters of translated ones: some fifteen seconds
MAX_MESSAGES = 2_000  # beyond MAX_WORK: the first new ones, the others get no suggestion
MAX_CANDIDATES = 5  # for each of them
MAX_POSTINGS = 5_000  # places of its words that are looked at
GROUP_SIZE = 50

# msgmerge takes none below: two thirds of the letters in common are impossible beyond this ratio of lengths.
_MAX_LENGTH_RATIO = 2.4
_WORD = re.compile(r"\w+")

Group = tuple[Sequence[Entry], Sequence[Entry]]


def iter_fuzzy_groups(messages: Sequence[Entry], candidates: Sequence[Entry]) -> Iterator[Group]:
    """Yield new messages with the candidates that each of them is to be compared with."""
    letters = sum(len(entry.msgid) for entry in candidates)
    if len(messages) * letters <= MAX_WORK:
        yield messages, candidates
        return
    first = messages[:MAX_MESSAGES]
    postings = _index_words(first, candidates)
    for start in range(0, len(first), GROUP_SIZE):
        group = first[start : start + GROUP_SIZE]
        numbers = (number for entry in group for number in _choose_candidates(entry, candidates, postings))
        chosen = [candidates[number] for number in dict.fromkeys(numbers)]
        if chosen:
            yield group, chosen


def _index_words(messages: Sequence[Entry], candidates: Sequence[Entry]) -> dict[str, array[int]]:
    """Return, for each word of new messages, the numbers of the candidates that have it."""
    postings = {word: array("I") for entry in messages for word in _WORD.findall(entry.msgid.lower())}
    longest = max(len(entry.msgid) for entry in messages) * _MAX_LENGTH_RATIO
    for number, entry in enumerate(candidates):
        if len(entry.msgid) <= longest:
            for word in postings.keys() & _WORD.findall(entry.msgid.lower()):
                postings[word].append(number)
    return postings


def _choose_candidates(
    message: Entry, candidates: Sequence[Entry], postings: Mapping[str, array[int]]
) -> list[int]:
    """Return the numbers of the candidates that share most words with a message, rare words first."""
    words = set(_WORD.findall(message.msgid.lower()))
    shared = Counter[int]()
    room = MAX_POSTINGS
    for numbers in sorted((postings[word] for word in words), key=len):
        shared.update(numbers[:room])
        room -= min(room, len(numbers))
    length = len(message.msgid)
    alike = (number for number, _ in shared.most_common() if _is_of_length(candidates[number], length))
    return [number for number, _ in zip(alike, range(MAX_CANDIDATES), strict=False)]


def _is_of_length(candidate: Entry, length: int) -> bool:
    return length / _MAX_LENGTH_RATIO <= len(candidate.msgid) <= length * _MAX_LENGTH_RATIO
