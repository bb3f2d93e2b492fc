"""Compare two word sequences: what is missing, repeated, moved or extra."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from itertools import groupby
from typing import Literal
from unicodedata import bidirectional

from build_tools.inspection.text.patience_diff import Gap, compute_patience_diff, match_shared_words

DifferenceKind = Literal["lost", "doubled", "order", "extra"]
MIN_REPEATED_LETTERS = 12  # shorter runs repeat a text by chance
LINE_WORDS = 25  # as many words as two lines of print have
RTL_CLASSES = frozenset({"R", "AL"})
MAX_GAP_LETTERS = 4000  # larger gaps are not compared letter by letter


@dataclass(frozen=True, slots=True, kw_only=True)
class WordDifference:
    """Describe words that differ, and their index in the expected and the actual words, if any."""

    kind: DifferenceKind
    words: tuple[str, ...]
    expected: int | None
    actual: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class WordDiff:
    """Hold the differences, and the actual index of each expected word that is shared."""

    differences: tuple[WordDifference, ...]
    pairs: dict[int, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _WordRun:
    """Hold consecutive words and the index of the first."""

    start: int
    words: tuple[str, ...]

    @property
    def letters(self) -> str:
        """Its words without spaces."""
        return "".join(self.words)


def diff_words(
    expected: Sequence[str],
    actual: Sequence[str],
    *,
    by_letters: bool = False,
    is_rtl: bool = False,
    markers: Collection[int] = (),
) -> WordDiff:
    """Compare expected with actual words.

    `by_letters`: print may divide and join words, so that only letters count. `is_rtl`: numbers
    are among right-to-left words, so that their position in a line is unknown. `markers` are
    indices of actual words that need not be expected.
    """
    gaps = compute_patience_diff(expected, actual)
    missing: list[_WordRun] = []
    extra: list[_WordRun] = []
    diff_gap = _diff_gap_letters if by_letters else _make_gap_runs
    for gap in gaps:
        missing_runs, extra_runs = diff_gap(expected, actual, gap)
        missing += missing_runs
        extra += [part for run in extra_runs for part in _drop_markers(run, actual, markers)]
    pairs = match_shared_words(gaps, len(expected), len(actual))
    if is_rtl:
        _drop_line_moves(missing, extra, pairs)
    differences = _classify_runs(missing, extra, expected, actual, by_letters)
    return WordDiff(differences=tuple(differences), pairs=pairs)


def _make_gap_runs(
    expected: Sequence[str], actual: Sequence[str], gap: Gap
) -> tuple[list[_WordRun], list[_WordRun]]:
    missing, extra = map(tuple, gap.slice(expected, actual))
    missing_runs = [_WordRun(gap.left_start, missing)] if missing else []
    return missing_runs, [_WordRun(gap.right_start, extra)] if extra else []


def _diff_gap_letters(
    expected: Sequence[str], actual: Sequence[str], gap: Gap
) -> tuple[list[_WordRun], list[_WordRun]]:
    """Return the missing and the extra words of a gap, compared letter by letter."""
    expected_words, actual_words = gap.slice(expected, actual)
    left, right = "".join(expected_words), "".join(actual_words)
    if left == right or (_is_rtl_text(left) and Counter(left) == Counter(right)):
        return [], []
    if not left or not right or len(left) * len(right) > MAX_GAP_LETTERS**2:
        return _make_gap_runs(expected, actual, gap)
    blocks = SequenceMatcher(None, left, right, autojunk=False).get_matching_blocks()
    left_spans = [(block.a, block.a + block.size) for block in blocks if block.size]
    right_spans = [(block.b, block.b + block.size) for block in blocks if block.size]
    missing = _find_unmatched_runs(expected_words, gap.left_start, left_spans)
    return missing, _find_unmatched_runs(actual_words, gap.right_start, right_spans)


def _drop_markers(run: _WordRun, actual: Sequence[str], markers: Collection[int]) -> Iterator[_WordRun]:
    """Yield the parts of a run that are no markers, nor the word that a marker was taken for."""

    def is_marker(index: int) -> bool:
        """Return whether a word is a marker, or the word that one was taken for."""
        return index in markers or (index - 1 in markers and actual[index - 1] == actual[index])

    indices = [n for n in range(run.start, run.start + len(run.words)) if not is_marker(n)]
    for _, group in groupby(enumerate(indices), lambda pair: pair[1] - pair[0]):
        part = [index for _, index in group]
        yield _WordRun(part[0], run.words[part[0] - run.start : part[-1] + 1 - run.start])


def _drop_line_moves(missing: list[_WordRun], extra: list[_WordRun], pairs: Mapping[int, int]) -> None:
    """Remove words that are in the same line at another position."""
    for run in list(missing):
        before = next((pairs[at] for at in range(run.start, -1, -1) if at in pairs), 0)
        near = (part for part in extra if abs(part.start - before) <= LINE_WORDS)
        same = next((part for part in near if Counter(part.letters) == Counter(run.letters)), None)
        if same is not None:
            missing.remove(run)
            extra.remove(same)


def _is_rtl_text(letters: str) -> bool:
    return any(bidirectional(letter) in RTL_CLASSES for letter in letters)


def _find_unmatched_runs(
    words: Sequence[str], start: int, matched_spans: Sequence[tuple[int, int]]
) -> list[_WordRun]:
    """Return the runs of words whose letters are not wholly in the matched spans."""
    runs: list[list[int]] = []
    position = 0
    for number, word in enumerate(words):
        end = position + len(word)
        if not any(low <= position and end <= high for low, high in matched_spans):
            if runs and runs[-1][-1] == number - 1:
                runs[-1].append(number)
            else:
                runs.append([number])
        position = end
    return [_WordRun(start + run[0], tuple(words[run[0] : run[-1] + 1])) for run in runs]


def _classify_runs(
    missing: list[_WordRun],
    extra: list[_WordRun],
    expected: Sequence[str],
    actual: Sequence[str],
    by_letters: bool,
) -> Iterator[WordDifference]:
    candidates = list(extra)
    for run in missing:
        moved = next((part for part in candidates if _is_same_run(run, part, by_letters)), None)
        if moved is not None:
            candidates.remove(moved)
        yield WordDifference(
            kind="lost" if moved is None else "order",
            words=run.words,
            expected=run.start,
            actual=None if moved is None else moved.start,
        )
    expected_text = "".join(expected) if by_letters else f" {' '.join(expected)} "
    for run in candidates:
        is_repetition = _is_repetition(run, expected_text, actual, by_letters)
        kind: DifferenceKind = "doubled" if is_repetition else "extra"
        yield WordDifference(kind=kind, words=run.words, expected=None, actual=run.start)


def _is_same_run(run: _WordRun, second: _WordRun, by_letters: bool) -> bool:
    return run.letters == second.letters if by_letters else run.words == second.words


def _is_repetition(run: _WordRun, expected_text: str, actual: Sequence[str], by_letters: bool) -> bool:
    """Return whether a run repeats the text: a longer passage, or the words next to it."""
    letters = run.letters if by_letters else f" {' '.join(run.words)} "
    if len(letters) >= MIN_REPEATED_LETTERS and letters in expected_text:
        return True
    size = len(run.words)
    after, before = run.start + size, run.start - size
    beside = [tuple(actual[after : after + size]), tuple(actual[max(before, 0) : run.start])]
    return run.words in beside
