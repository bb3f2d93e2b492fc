"""The tables of versions are read as they were written, and a row that is none is one clear line."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.errors import UserError
from build_tools.model import ArticleWords, EditionVersion, Place, collect_articles, find_changed_articles
from build_tools.paths import Root
from build_tools.register.version_tables import read_version_tables, write_version_tables

VERSIONS = "publication\tversion\tlanguage\tdate\tnote\n"
ARTICLES = "publication\tversion\tlanguage\tarticle\tdigest\tname\n"
WORDS = st.lists(
    st.builds(
        ArticleWords,
        anchor=st.sampled_from(["a-1", "a-2", "a-3"]),
        name=st.sampled_from(["The quay", "الرصيف"]),
        digest=st.sampled_from(["0f", "1e", "2d"]),
    ),
    unique_by=lambda one: one.anchor,
)


@pytest.fixture
def root(tmp_path: Path) -> Root:
    """Return a root with nothing but a folder of sources."""
    (tmp_path / "source").mkdir()
    return Root(tmp_path)


def test_what_was_written_is_read(root: Root) -> None:
    """Notes and names on one line each; without tables there are no versions."""
    assert read_version_tables(root) == {}
    articles = (
        ArticleWords(anchor="a-1", name="The quay", digest="0f"),
        ArticleWords(anchor="a-2", name="Æ"),
    )
    first = EditionVersion(language="en", version="1", date=date(2026, 12, 2), note="Two\tlines\nof it.")
    second = EditionVersion(language="en", version="2", articles=articles)
    write_version_tables(root, {"a": (first, second)})
    read = read_version_tables(root)["a"]
    assert read[0].note == "Two lines of it."
    assert read[1] == second


@pytest.mark.parametrize("row", ["a\t1", "a\t1\t\t2026-12-02\tNote", "a\t1\ten\t2. 12. 2026\tNote", "x" * 9])
def test_a_row_of_versions_that_is_none(root: Root, row: str) -> None:
    """The line says where it is, and what a row is."""
    root.versions.write_text(f"{VERSIONS}{row}\n")
    with pytest.raises(UserError, match="is no row: publication, version") as error:
        read_version_tables(root)
    assert (error.value.code, error.value.place) == (
        "versions/row",
        Place(file="source/versions.tsv", line=2),
    )


@pytest.mark.parametrize("row", ["a\t1\ten\ta-1\t0f", "a\t1\ten\t\t0f\tThe quay", "a", "\tb\tc\td\te\tf\tg"])
def test_a_row_of_articles_that_is_none(root: Root, row: str) -> None:
    """The line says where it is, and what a row is."""
    root.articles.write_text(f"{ARTICLES}{row}\n")
    with pytest.raises(UserError, match="is no row: publication, version") as error:
        read_version_tables(root)
    assert (error.value.code, error.value.place) == (
        "versions/row",
        Place(file="source/articles.tsv", line=2),
    )


@given(st.lists(WORDS, max_size=5))
def test_the_changes_of_versions_make_the_articles_of_the_last(texts: list[list[ArticleWords]]) -> None:
    """However articles come, change and go, what is recorded of each version leads to its articles."""
    versions: list[EditionVersion] = []
    for number, words in enumerate(texts):
        changed = find_changed_articles(collect_articles(versions), words)
        versions.append(EditionVersion(language="en", version=str(number), articles=changed))
        known = {one.anchor: one.digest for one in collect_articles(versions).values()}
        assert known == {one.anchor: one.digest for one in words}
