"""Language tags: correct ones are kept, wrong ones have a nearest correct tag."""

from __future__ import annotations

import pytest
from babel.localedata import locale_identifiers
from hypothesis import example, given, settings
from hypothesis import strategies as st

from build_tools.register import language_tags
from build_tools.script_direction import find_script

RIGHT = ["en", "zh-Hans", "zh-Hant", "pt-BR", "ar", "ko", "sr-Latn", "es-419", "ca-valencia"]
RIGHT += ["de-1996", "de-CH-1996", "en-x-easy", "en-a-bbb-x-c", "zh-Hant-HK", "la", "lad", "ckb"]
MENDED = {
    "fre": "fr", "eng": "en", "xx": "xh", "iw": "he", "sh": "sr-Latn", "ZH-hans": "zh-Hans",
    "pt_br": "pt-BR", "en-UK": "en-GB", "fr-XX": "fr", "French": "fr", "korean": "ko", "jp": "ja",
    "cn": "zh", "sr-Ltan": "sr-Latn", "sh-Cyrl": "sr-Latn", "und": "nd",
}  # fmt: skip


@pytest.mark.parametrize("tag", RIGHT)
def test_what_is_right_stays(tag: str) -> None:
    """A well-formed tag of BCP 47 needs no repair."""
    assert language_tags.repair_tag(tag) == tag


@pytest.mark.parametrize(("wrong", "right"), MENDED.items())
def test_what_is_wrong_is_mended(wrong: str, right: str) -> None:
    """A foreign code, a folder name, an English name or a country gives the intended tag."""
    assert language_tags.repair_tag(wrong) == right


def test_babel_s_languages_are_right() -> None:
    """Every language with data in Babel can be published, and has a name and a script."""
    for locale in locale_identifiers():
        tag = locale.replace("_", "-")
        language, *subtags = tag.split("-")
        if all(len(subtag) < 5 for subtag in subtags) and language != "root":
            assert language_tags.repair_tag(tag) == tag
            assert len(find_script(tag)) == 4
            assert language_tags.get_native_name(tag)


tag_like = st.from_regex(r"[A-Za-z]{1,4}([-_][A-Za-z0-9]{1,8}){0,3}", fullmatch=True)


@settings(max_examples=80)
@given(tag=st.one_of(st.text(max_size=8), tag_like))
@example("en-QU")
@example("")
@example("x-y")
@example("../en")
def test_a_repair_needs_no_repair(tag: str) -> None:
    """The tag proposed for any text is correct itself."""
    assert language_tags.repair_tag(language_tags.repair_tag(tag)) == language_tags.repair_tag(tag)


def test_the_line_of_a_tag() -> None:
    """A tag inherits only from wider tags of its own script, the widest first."""
    assert language_tags.list_parent_tags("zh-TW") == ("zh-Hant", "zh-TW")
    assert language_tags.list_parent_tags("pt-BR") == ("pt", "pt-Latn", "pt-BR")
    assert language_tags.list_parent_tags("fr") == ("fr", "fr-Latn")
