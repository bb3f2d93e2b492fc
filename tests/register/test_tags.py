"""Language tags: what is right stays, what is wrong has a nearest that is right."""

from __future__ import annotations

import pytest
from babel.localedata import locale_identifiers
from hypothesis import example, given, settings
from hypothesis import strategies as st

from build_tools.register import language_tags
from build_tools.unicode_data import find_script

RIGHT = ["en", "zh-Hans", "zh-Hant", "pt-BR", "ar", "ko", "sr-Latn", "es-419", "ca-valencia"]
RIGHT += ["de-1996", "de-CH-1996", "en-x-easy", "en-a-bbb-x-c", "zh-Hant-HK", "la", "lad", "ckb"]
MENDED = {
    "fre": "fr", "eng": "en", "xx": "xh", "iw": "he", "sh": "sr-Latn", "ZH-hans": "zh-Hans",
    "pt_br": "pt-BR", "en-UK": "en-GB", "fr-XX": "fr", "French": "fr", "korean": "ko", "jp": "ja",
    "cn": "zh", "sr-Ltan": "sr-Latn", "sh-Cyrl": "sr-Latn", "und": "nd",
}  # fmt: skip


@pytest.mark.parametrize("tag", RIGHT)
def test_what_is_right_stays(tag: str) -> None:
    """A tag of BCP 47 in its usual letters is its own repair."""
    assert language_tags.repair_tag(tag) == tag


@pytest.mark.parametrize(("wrong", "right"), MENDED.items())
def test_what_is_wrong_is_mended(wrong: str, right: str) -> None:
    """A foreign code, a folder's name, an English name or a country leads to the tag meant."""
    assert language_tags.repair_tag(wrong) == right


def test_babel_s_languages_are_right() -> None:
    """Every language that Babel has data for can be published, and has a name and a script."""
    for locale in locale_identifiers():
        tag = locale.replace("_", "-")
        language, *subtags = tag.split("-")
        if all(len(subtag) < 5 for subtag in subtags) and language != "root":
            assert language_tags.repair_tag(tag) == tag
            assert len(find_script(tag)) == 4
            assert language_tags.get_native_name(tag)


tag_like = st.from_regex(r"[A-Za-z]{1,4}([-_][A-Za-z0-9]{1,8}){0,3}", fullmatch=True)


@settings(max_examples=80, deadline=None)
@given(tag=st.one_of(st.text(max_size=8), tag_like))
@example("en-QU")
@example("")
@example("x-y")
@example("../en")
def test_a_repair_needs_no_repair(tag: str) -> None:
    """What is proposed instead of any text is itself right."""
    assert language_tags.repair_tag(language_tags.repair_tag(tag)) == language_tags.repair_tag(tag)


def test_the_line_of_a_tag() -> None:
    """A tag takes from wider ones of its own script alone, the widest first."""
    assert language_tags.list_parent_tags("zh-TW") == ("zh-Hant", "zh-TW")
    assert language_tags.list_parent_tags("pt-BR") == ("pt", "pt-Latn", "pt-BR")
    assert language_tags.list_parent_tags("fr") == ("fr", "fr-Latn")
