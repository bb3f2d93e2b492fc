"""The articles of a page are read as a reader sees them, and a page of strangers does no harm."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.errors import UserError
from build_tools.release.article_text import Article, read_page_text

PAGE = """<!DOCTYPE html><html lang="fr"><body><header>Accueil</header><main id="text">
<article id="ca-1" class="right">
<h1><span class="designation">Droit <abbr class="numeral" title="1">I</abbr> </span>Droit à la ville</h1>
<header class="standing"><p>Version 2026.1 <a class="permalink" href="#ca-1">Lien permanent</a></p></header>
<div class="item" id="ca-1-p1"><p><span class="item-mark">1 </span>Toute per\u00adsonne&nbsp;est
<a class="reference" href="glossary.html#term-citizen">citoyenne</a>.<a class="footnote-reference" href="#n"
id="id1"><span class="fn-bracket">[</span>1<span class="fn-bracket">]</span></a></p>
<a class="permalink" href="#ca-1-p1" aria-label="Lien permanent vers « Droit I »"></a></div>
<section id="ca-1-plan"><h2>Plan</h2><nav>English español</nav><p>Former <span lang="en">the city</span>.</p>
<p class="footnote" id="n"><span class="label"><a href="#id1">1</a></span> Ici.</p></section>
</article></main><footer>Pied</footer></body></html>"""


def read_articles(html: str) -> dict[str, Article]:
    """Return the articles of a page by id."""
    return {one.id: one for one in read_page_text(html, "right-1").articles}


def test_an_article_has_its_own_words() -> None:
    """Neither menus, links, numbers of notes nor nested articles are among them."""
    articles = read_articles(PAGE)
    assert {id: one.text for id, one in articles.items()} == {
        "ca-1": "Droit à la ville Toute personne est citoyenne.",
        "ca-1-plan": "Plan Former the city. Ici.",
    }
    assert (articles["ca-1"].designation, articles["ca-1"].title) == ("Droit I", "Droit à la ville")
    assert [one.text for one in articles["ca-1-plan"].pieces if one.language == "en"] == ["the city"]


def test_addresses_are_those_of_permanent_links() -> None:
    """A page offers the addresses of its articles and of its paragraphs, and no others."""
    page = read_page_text(PAGE, "right-1")
    assert page.addresses == {"ca-1": "ca-1", "ca-1-p1": "ca-1", "ca-1-plan": "ca-1-plan"}
    assert {"id1", "n"} <= page.ids


# What is done to a page, and whether the words or the look of its first article change.
EDITS = (
    ("Toute", "Chaque", True, False),
    ("citoyenne</a>.", "citoyenne</a>!", True, False),
    ("glossary.html#term", "words.html#term", False, False),
    ("Version 2026.1", "Version 2026.2", False, False),
    ("<nav>English", "<nav>Deutsch", False, False),
    ("]</span></a></p>", "]</span></a></p><!-- a remark -->", False, False),
    ('"fn-bracket">[</span>1', '"fn-bracket">[</span>2', False, False),
    ("per\u00adsonne", "personne", False, False),
    ("Former", "Instruire", False, False),
    ('class="right"', 'class="left"', False, True),
    ("&nbsp;est", "&nbsp;<em>est</em>", False, True),
    ('"item-mark">1 ', '"item-mark">2 ', False, True),
)


@pytest.mark.parametrize(("old", "new", "has_other_words", "has_other_look"), EDITS)
def test_a_change_of_look_is_none_of_words(
    old: str, new: str, has_other_words: bool, has_other_look: bool
) -> None:
    """Each of the two digests of an article changes with what it stands for, and with nothing else."""
    assert old in PAGE
    before, after = read_articles(PAGE)["ca-1"], read_articles(PAGE.replace(old, new))["ca-1"]
    assert (before.words != after.words, before.look != after.look) == (has_other_words, has_other_look)


PARTS = (
    *("<p>", "</p>", "<section id=a>", '<section id="b', "</section>", "<", ">", '"', "'", "<!--", "-->"),
    *("word ", "&amp;", "&#x110000;", "<br>", "<br/>", "<nav>", "</nav>", "<h1>", "</main>", "<main>"),
)
MARKUP = st.lists(st.sampled_from(PARTS), max_size=40).map("".join)


@given(MARKUP)
def test_broken_markup_is_read(markup: str) -> None:
    """Whatever a page holds, it is read without an exception."""
    for one in read_page_text(f"<main>{markup}", "page").articles:
        assert one.text == " ".join(one.text.split())


BEGINNINGS = ['<a "', "<!--", "<a b='", "</", "<a ", "<p a=b ", "<p id=", "& ", "<main"]


@pytest.mark.parametrize("beginning", BEGINNINGS)
def test_a_page_of_beginnings_is_read(beginning: str) -> None:
    """Twenty thousand unfinished tags are scanned once; the article before them is there."""
    page = read_page_text("<main><section id=a><p>All.</p>" + beginning * 20_000, "page")
    assert page.articles[0].text.startswith("All.")


def test_a_page_nested_too_deeply_is_an_error() -> None:
    """Elements within elements without end are told in a line."""
    with pytest.raises(UserError, match=r"^right-1.html: release/page .* nested more than 300 deep"):
        read_page_text("<main>" + "<div>" * 400, "right-1")
