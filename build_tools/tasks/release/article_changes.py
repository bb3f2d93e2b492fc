"""Say what became of each article between two editions of a text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Literal

from build_tools.inspection.text.patience_diff import Gap, compute_patience_diff
from build_tools.release.article_matching import ArticleMatch, match_articles
from build_tools.release.article_text import Article, TextPiece

Change = Literal["same", "changed", "added", "removed", "moved"]
RunKind = Literal["kept", "inserted", "deleted"]
# A word with what is joined to it, a sign of Han or kana, or another sign; then a space, if there is one.
_WORD = re.compile(
    r"(?P<word>[\u3040-\u30ff\u3400-\u9fff]"
    r"|\d+(?:[.,]\d+)+|(?:[^\W\u3040-\u30ff\u3400-\u9fff]|[\u0300-\u036f\u0610-\u06ed\u0900-\u0e4e])+"
    r"(?:['’‐‑-](?:[^\W\u3040-\u30ff\u3400-\u9fff]|[\u0300-\u036f\u0610-\u06ed\u0900-\u0e4e])+)*"
    r")|(?P<sign>\S)"
)


@dataclass(frozen=True, slots=True)
class Word:
    """Hold a word or a sign of a text, and how it stands there."""

    text: str
    is_sign: bool = False
    language: str = ""
    has_space: bool = False
    is_new_block: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TextRun:
    """Hold words of one language that were kept, inserted or deleted."""

    kind: RunKind
    text: str
    language: str = ""

    @property
    def space(self) -> str:
        """Return the space after its last word, which is no part of what changed."""
        return self.text[len(self.text.rstrip()) :]


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleChange:
    """Say what became of an article: `change` is of its words, `look` whether its look alone changed.

    `inserted` and `deleted` count words. `is_behind`: the source changed and this translation did not;
    `is_ahead` the reverse.
    """

    match: ArticleMatch
    change: Change
    inserted: int = 0
    deleted: int = 0
    look: bool = False
    is_behind: bool = False
    is_ahead: bool = False
    blocks: tuple[tuple[TextRun, ...], ...] = ()

    @property
    def article(self) -> Article:
        """Return the article as it is now, or as it was."""
        return self.match.article

    @property
    def has_changed_words(self) -> bool:
        """Return whether a reader reads other words."""
        return bool(self.inserted or self.deleted) or self.change in ("changed", "added", "removed")

    @property
    def is_news(self) -> bool:
        """Return whether there is anything to say of it."""
        return self.change != "same" or self.is_behind or bool(self.renumbered_from or self.likely_from)

    @property
    def moved_from(self) -> str:
        """Return the page that it was on, if that was another."""
        old, new = self.match.old, self.match.new
        return old.page if old and new and old.page != new.page else ""

    @property
    def renumbered_from(self) -> str:
        """Return what it was called by its number, if that was otherwise."""
        old, new = self.match.old, self.match.new
        return old.designation if old and new and old.designation != new.designation else ""

    @property
    def likely_from(self) -> str:
        """Return the old id of an article that was found by its words."""
        old, new = self.match.old, self.match.new
        return old.id if old and new and old.id != new.id else ""


def compare_articles(
    old: Sequence[Article], new: Sequence[Article], *, has_other_style: bool = False
) -> tuple[ArticleChange, ...]:
    """Return what became of every article of two editions; `has_other_style`: their style sheets differ."""
    return tuple(_make_change(match, has_other_style) for match in match_articles(old, new))


def _make_change(match: ArticleMatch, has_other_style: bool) -> ArticleChange:
    old, new = match.old, match.new
    if old is None or new is None:
        return _make_one_sided_change(match)
    is_moved = old.id == new.id and old.page != new.page
    look = has_other_style or old.look != new.look
    blocks, inserted, deleted = ((), 0, 0) if old.words == new.words else diff_pieces(old.pieces, new.pieces)
    has_other_words = any(run.kind != "kept" for block in blocks for run in block)
    return ArticleChange(
        match=match,
        change="moved" if is_moved else "changed" if has_other_words else "same",
        inserted=inserted,
        deleted=deleted,
        look=look and not has_other_words,
        blocks=blocks if has_other_words else (),
    )


def _make_one_sided_change(match: ArticleMatch) -> ArticleChange:
    pieces = [one.pieces if one else () for one in (match.old, match.new)]
    blocks, inserted, deleted = diff_pieces(*pieces)
    change: Change = "added" if match.old is None else "removed"
    return ArticleChange(match=match, change=change, inserted=inserted, deleted=deleted, blocks=blocks)


def diff_pieces(
    old: Iterable[TextPiece], new: Iterable[TextPiece]
) -> tuple[tuple[tuple[TextRun, ...], ...], int, int]:
    """Return two texts as one, in blocks of runs, and how many words were inserted and deleted."""
    left, right = split_words(old), split_words(new)
    marked: list[tuple[RunKind, Word]] = []
    inserted = deleted = at = 0
    gaps = compute_patience_diff([one.text for one in left], [one.text for one in right])
    for gap in (*gaps, Gap(len(left), len(left), len(right), len(right))):
        marked += [("kept", one) for one in right[at : gap.right_start]]
        old_words, new_words = left[gap.left_start : gap.left_end], right[gap.right_start : gap.right_end]
        marked += [("deleted", one) for one in old_words]
        marked += [("inserted", one) for one in new_words]
        deleted += sum(not one.is_sign for one in old_words)
        inserted += sum(not one.is_sign for one in new_words)
        at = gap.right_end
    return _make_blocks(marked), inserted, deleted


def split_words(pieces: Iterable[TextPiece]) -> tuple[Word, ...]:
    """Return the words and signs of a text, in order."""
    words: list[Word] = []
    for piece in pieces:
        starts_block = piece.is_new_block
        if piece.text[:1] == " " and words:
            words[-1] = replace(words[-1], has_space=True)
        for found in _WORD.finditer(piece.text):
            words.append(
                Word(
                    text=found[0],
                    is_sign=found["sign"] is not None,
                    language=piece.language,
                    has_space=piece.text[found.end() : found.end() + 1] == " ",
                    is_new_block=starts_block,
                )
            )
            starts_block = False
    return tuple(words)


def _make_blocks(marked: Iterable[tuple[RunKind, Word]]) -> tuple[tuple[TextRun, ...], ...]:
    """Return words in blocks, each of runs of one kind and language."""
    blocks: list[list[tuple[RunKind, Word]]] = []
    for kind, word in marked:
        if word.is_new_block or not blocks:
            blocks.append([])
        blocks[-1].append((kind, word))
    return tuple(tuple(_iter_runs(block)) for block in blocks)


def _iter_runs(block: Iterable[tuple[RunKind, Word]]) -> Iterable[TextRun]:
    for (kind, language), group in groupby(block, lambda pair: (pair[0], pair[1].language)):
        text = "".join(f"{word.text} " if word.has_space else word.text for _, word in group)
        yield TextRun(kind=kind, text=text, language=language)


def mark_late_translations(
    translation: Iterable[ArticleChange], source: Iterable[ArticleChange], source_language: str
) -> tuple[ArticleChange, ...]:
    """Return the changes of a translation, marked where it is behind its source, or ahead of it.

    Where a message is not translated an edition shows that of the source: that translates no change.
    """
    # Where an id went to another article, that one counts, and not the one that is gone.
    ordered = sorted(source, key=lambda one: one.match.new is not None)
    of_source = {one.article.id: one for one in ordered}
    return tuple(_mark_article(one, of_source, source_language) for one in translation)


def _mark_article(
    change: ArticleChange, of_source: Mapping[str, ArticleChange], source_language: str
) -> ArticleChange:
    own = of_source.get(change.article.id)
    if own is None or change.match.new is None:
        return change
    is_translated = change.has_changed_words and not _has_more_of(source_language, change.match)
    return replace(
        change,
        is_behind=own.has_changed_words and not is_translated,
        is_ahead=change.has_changed_words and not own.has_changed_words,
    )


def _has_more_of(language: str, match: ArticleMatch) -> bool:
    """Return whether the new article has more words in a language than the old one."""
    return _count_words_in(language, match.new) > _count_words_in(language, match.old)


def _count_words_in(language: str, article: Article | None) -> int:
    pieces = article.pieces if article else ()
    return sum(len(piece.text.split()) for piece in pieces if piece.language == language)
