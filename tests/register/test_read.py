"""A correct register: every key is read, and each optional key has its default."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from build_tools import paths, register
from build_tools.model import Language, LocalizedText, Numbering, Publication, Publisher
from build_tools.paths import Root

MakeRoot = Callable[..., Root]
FULL = """
[publisher]
name = "The Town"
url = "https://example.org/town"
contact = "hall@example.org"

[publications.my-text]
languages = ["ar", "en", "zh-Hans"]
start = "part/contents"
formats = ["epub", "html"]
version = "2026.1"
date = 2026-11-24
nature = "reading"
text_origin = "person"
identifier = "urn:uuid:6ba7b811-9dad-11d1-80b4-00c04fd430c8"
requires = "reviewed"
licence = "CC-BY-4.0"
colour = "#1F3A5F"
articles = { "art-{n}" = "Article {arabic}", "annex-{n}" = "Annex {letter}" }
adopted_titles = { ar = "الميثاق", en = "The Town’s Charter" }
cited = { fr = ["La Charte", "Le Puits"], ar = ["البئر"] }
"""


def test_every_key_arrives(make_root: MakeRoot) -> None:
    """The Register has every value of the file."""
    found = register.read_register(make_root(FULL, pages=["my-text/part/contents"]))
    assert found.publisher == Publisher(
        name="The Town", url="https://example.org/town", contact="hall@example.org"
    )
    assert found.publications == (
        Publication(
            id="my-text",
            languages=("ar", "en", "zh-Hans"),
            start="part/contents",
            formats=("epub", "html"),
            version="2026.1",
            date=date(2026, 11, 24),
            nature="reading",
            text_origin="person",
            identifier="urn:uuid:6ba7b811-9dad-11d1-80b4-00c04fd430c8",
            requires="reviewed",
            licence="CC-BY-4.0",
            colour="#1f3a5f",
            adopted_titles=(
                LocalizedText(text="الميثاق", language="ar"),
                LocalizedText(text="The Town’s Charter", language="en"),
            ),
            cited=(
                LocalizedText(text="La Charte", language="fr"),
                LocalizedText(text="Le Puits", language="fr"),
                LocalizedText(text="البئر", language="ar"),
            ),
            numbering=(
                Numbering(labels="art-{n}", words="Article {arabic}"),
                Numbering(labels="annex-{n}", words="Annex {letter}"),
            ),
        ),
    )
    assert list(found.languages) == ["ar", "en", "zh-Hans"]


def test_what_is_left_out_has_its_default(make_root: MakeRoot) -> None:
    """Languages are the only required key; a publisher and locale/ are optional."""
    found = register.read_register(make_root('[publications.my-text]\nlanguages = ["en"]\n'))
    assert found.publisher == Publisher()
    assert found.publications == (Publication(id="my-text", languages=("en",)),)


def test_empty_texts_are_as_good_as_none(make_root: MakeRoot) -> None:
    """An empty text counts as missing, without an error."""
    head = '[publisher]\nname = ""\nurl = ""\ncontact = ""\n'
    body = '[publications.my-text]\nlanguages = ["en"]\nidentifier = ""\nversion = ""\n'
    found = register.read_register(make_root(head + body))
    assert found.publisher == Publisher()
    assert found.publications == (Publication(id="my-text", languages=("en",)),)


def test_the_project_s_own_register_is_right() -> None:
    """This project publishes the Charter-Agenda in five languages, as a reading edition."""
    found = register.read_register(Root(paths.PROJECT_DIR))
    (agenda,) = [each for each in found.publications if each.id == "charter-agenda"]
    assert agenda.languages[:5] == ("en", "fr", "es", "ar", "ko")
    assert (agenda.nature, agenda.text_origin) == ("reading", "machine")
    assert found.publisher.name == "Charters in Common"


HE = "””’’“”„””“„“‘’‚’ «»"
SR, ZH = "„”’’„““” ‚‘‘’»«", "「」『』“”‘’《》〈〉"


@pytest.mark.parametrize(
    "expected",
    [
        Language(
            tag="fr",
            name="français",
            hyphens=True,
            quotes="«» “”‘’‹›",
            first_day="1ᵉʳ",
            spaces=("\u202f;", "\u202f!", "\u202f?", "\u202f%", "\xa0:", "«\xa0", "\xa0»"),
        ),
        Language(
            tag="fr-CH",
            name="français (Suisse)",
            hyphens=True,
            quotes="«»‹› “”‘’",
            first_day="1ᵉʳ",
            spaces=("\u202f%",),
        ),
        Language(tag="ar", name="العربية", script="Arab", direction="rtl", quotes="«»“”‹›‘’"),
        Language(tag="ko", name="한국어", script="Kore", quotes="“”‘’「」『』《》〈〉"),
        Language(tag="ja", name="日本語", script="Jpan", quotes="「」『』“”《》〈〉‘’"),
        Language(tag="zh-Hans", name="中文 (简体)", script="Hans", quotes="“”‘’《》〈〉"),
        Language(tag="zh-Hant", name="中文 (繁體)", script="Hant", quotes=ZH),
        Language(tag="zh-TW", name="中文 (繁體, 台灣)", script="Hant", quotes=ZH),
        Language(tag="pt-BR", name="português (Brasil)", hyphens=True, quotes="“”‘’ «»"),
        Language(tag="sr", name="српски", script="Cyrl", hyphens=True, quotes=SR),
        Language(tag="sr-Latn", name="srpski (latinica)", hyphens=True, quotes=SR),
        Language(tag="he", name="עברית", script="Hebr", direction="rtl", quotes="””’’“”„””“„“‘’‚’ «»"),
        Language(tag="de-1996", name="Deutsch", hyphens=True, quotes="„“‚‘»«›‹", spaces=("\xa0%",)),
        Language(tag="en-JP", name="English (Japan)", hyphens=True, quotes="“”‘’"),
    ],
    ids=lambda language: language.tag,
)
def test_languages_by_default(expected: Language, make_root: MakeRoot) -> None:
    """A language has its own name, the direction of its script, and known quotes and hyphens."""
    text = f'[publications.my-text]\nlanguages = ["{expected.tag}"]\n'
    language = register.read_register(make_root(text)).languages[expected.tag]
    assert replace(language, letters=()) == expected  # tests/sphinx_ext/test_numbers.py has the letters


@pytest.mark.parametrize(("tag", "marks"), [("hi", "“”‘’"), ("km", "“”‘’"), ("am", "«»‹›")])
def test_a_language_has_the_quotation_marks_of_unicode(tag: str, marks: str, make_root: MakeRoot) -> None:
    """Straight marks become those that Unicode's data has for a language, and stay where it has none."""
    text = f'[publications.my-text]\nlanguages = ["{tag}"]\n'
    assert register.read_register(make_root(text)).languages[tag].quotes == marks


def test_a_root_s_languages_go_before_the_press_s(make_root: MakeRoot) -> None:
    """The values of a root's languages.toml override the defaults, key by key."""
    text = '[publications.my-text]\nlanguages = ["fr"]\n'
    own = '[fr]\nname = "Français"\nfonts = ["A", "B"]\nfurniture = ["C"]\ndirection = "rtl"\n'
    found = register.read_register(make_root(text, own)).languages["fr"]
    assert found == Language(
        tag="fr", name="Français", direction="rtl", text=("A", "B"), furniture=("C",),
        hyphens=True, quotes=found.quotes, spaces=found.spaces, first_day="1ᵉʳ",
    )  # fmt: skip


def test_a_wider_tag_serves_the_narrower(make_root: MakeRoot) -> None:
    """A regional variant inherits only fonts, quotes and hyphens, in the same script."""
    text = '[publications.my-text]\nlanguages = ["sr-Latn", "sr-ME", "sr"]\n'
    own = '[sr]\nname = "x"\nquotes = "«»‹›"\nfonts = ["A"]\n'
    found = register.read_register(make_root(text, own)).languages
    assert [each.quotes for each in found.values()] == [SR, SR, "«»‹›"]
    own = '[sr-Latn]\nname = "x"\nquotes = "«»‹›"\nfonts = ["A"]\n'
    found = register.read_register(make_root(text, own)).languages
    assert found["sr-ME"].text == ("A",)
    assert found["sr-ME"].name == "srpski (latinica, Crna Gora)"


def test_a_language_that_is_named_here_is_known(make_root: MakeRoot) -> None:
    """A language whose name Babel lacks is published if languages.toml names it."""
    text = '[publications.my-text]\nlanguages = ["lad"]\n'
    found = register.read_register(make_root(text, '[lad]\nname = "Ladino"\nscript = "Hebr"\n'))
    assert found.languages["lad"] == Language(tag="lad", name="Ladino", script="Hebr", direction="rtl")


words = st.text(st.characters(categories=["L", "N", "P", "S", "Zs"], exclude_characters="\x00"))
known_words = words.filter(str.isprintable)
tags = st.lists(st.sampled_from(["en", "fr", "ar", "ko", "pt-BR"]), min_size=1, unique=True)
uris = st.one_of(
    st.just(""), st.builds(lambda: f"urn:uuid:{uuid4()}"), st.just("https://example.org/a?b=1#c")
)
published = st.builds(
    Publication,
    id=st.just("my-text"),
    languages=tags.map(tuple),
    formats=st.lists(st.sampled_from(["html", "pdf", "epub"]), min_size=1, unique=True).map(tuple),
    version=known_words,
    date=st.dates(),
    nature=st.sampled_from(["adopted", "reading"]),
    text_origin=st.sampled_from(["machine", "person", "adopted"]),
    identifier=uris,
    requires=st.sampled_from(["complete", "reviewed", "approved"]),
    licence=known_words,
    colour=st.from_regex(r"#[0-9a-f]{6}", fullmatch=True),
)


@settings(max_examples=40)
@given(publication=published, name=known_words)
def test_a_round_trip(publication: Publication, name: str, make_root: MakeRoot) -> None:
    """A register written from a Publication is read as that Publication."""
    keys = [
        "languages", "formats", "version", "nature", "text_origin", "identifier", "requires",
        "licence", "colour",
    ]  # fmt: skip
    lines = [f"{key} = {json.dumps(getattr(publication, key), ensure_ascii=False)}" for key in keys]
    text = "\n".join(["[publications.my-text]", *lines, f"date = {publication.date}"])
    named = f"[publisher]\nname = {json.dumps(name, ensure_ascii=False)}\n"
    found = register.read_register(make_root(f"{text}\n{named}"))
    assert found.publications == (publication,)
    assert found.publisher.name == name


@pytest.mark.parametrize(
    ("titles", "tag", "shown"),
    [
        ("en fr", "fr", "fr"),
        ("en fr", "ar", "en"),
        ("fr", "ar", "fr"),
        ("", "en", None),
    ],
)
def test_a_text_has_its_title_in_each_language(titles: str, tag: str, shown: str | None) -> None:
    """An edition has the title in its language, else in the source's, else the first; or none."""
    given_titles = tuple(LocalizedText(text=f"in {one}", language=one) for one in titles.split())
    text = Publication(id="a", languages=("en", "fr", "ar"), adopted_titles=given_titles)
    found = text.get_adopted_title(tag)
    assert (found.language if found else None) == shown
