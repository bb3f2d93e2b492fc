"""The sanitizer between .po and .mo, case by case."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context
from pathlib import Path

import pytest
from docutils import nodes
from docutils.core import publish_doctree
from docutils.frontend import get_default_settings
from docutils.parsers import rst
from docutils.parsers.rst import directives, roles, states
from docutils.utils import new_document
from hypothesis import given, settings
from hypothesis import strategies as st
from sphinx.application import Sphinx

from build_tools import sanitizer
from build_tools.sanitizer import lexical_rules
from build_tools.sanitizer.inert_parser import parse_message, parse_message_by_character
from tests.helpers.processor_time import LINEAR, compare_processor_times, measure_growth

DATA = Path(__file__).parent.parent / "data" / "sanitizer"
SOURCE = "The city acts."


@dataclass(frozen=True)
class Case:
    """A message: what is written, and the expected result."""

    name: str
    msgstr: str
    msgid: str = SOURCE
    text: str | None = None
    shown: str | None = None
    expect: str = ""
    refused: str = ""
    times: int = 1
    left: tuple[str, ...] = ()

    @property
    def written(self) -> str:
        """The msgstr as the translator wrote it."""
        return self.msgstr * self.times

    @property
    def passing(self) -> str:
        """The msgstr in the .mo."""
        return self.written if self.text is None else self.text


def cases(concept: str) -> list[Case]:
    """Return the cases of a file."""
    read = tomllib.loads((DATA / f"{concept}.toml").read_text(encoding="utf-8"))
    return [Case(**case) for case in read["case"]]


def get_case_id(case: Case) -> str:
    """Return the pytest id of a case."""
    return case.name


@pytest.mark.parametrize("case", [case for case in cases("lost") if not case.refused], ids=get_case_id)
def test_words_that_sphinx_would_drop_are_repaired_and_told(case: Case) -> None:
    """A msgstr that Sphinx would drop is escaped, with one finding that explains how to write it."""
    verdict = sanitizer.sanitize(case.msgid, case.written)
    assert verdict.text == case.passing
    assert [repair.code for repair in verdict.repairs] == [f"catalogue/{case.expect}"]
    assert verdict.repairs[0].remedy
    assert sanitizer.escape_msgstr(case.msgid, case.written) == case.passing


@pytest.mark.parametrize("case", cases("kept"), ids=get_case_id)
def test_what_does_no_harm_passes_in_silence(case: Case) -> None:
    """A harmless translation is accepted without a finding."""
    assert sanitizer.sanitize(case.msgid, case.written) == sanitizer.SanitizedMessage(text=case.passing)


@pytest.mark.parametrize("case", cases("left-out"), ids=get_case_id)
def test_what_a_translation_leaves_out_is_told(case: Case) -> None:
    """Each missing note, reference, address and name is reported; the message is accepted."""
    verdict = sanitizer.sanitize(case.msgid, case.msgstr)
    assert verdict.text
    assert sorted(loss.code for loss in verdict.omissions) == [f"catalogue/{one}" for one in case.left]


@pytest.mark.parametrize(
    "case", [*cases("refused"), *(case for case in cases("lost") if case.refused)], ids=get_case_id
)
def test_what_could_do_harm_is_refused(case: Case) -> None:
    """A rejected msgstr leaves no text, and the finding says why and how to fix it."""
    verdict = sanitizer.sanitize(case.msgid, case.written)
    assert verdict.text == ""
    assert verdict.rejection is not None
    assert verdict.rejection.code == f"catalogue/{case.refused}"
    assert verdict.rejection.remedy
    assert "\n" not in verdict.rejection.message
    assert all(char.isprintable() for char in verdict.rejection.message)
    assert sanitizer.find_rejection(case.msgid, case.written) is not None


def test_the_judge_refuses_a_block_that_was_not_repaired() -> None:
    """Without the repair, a msgstr of another structure is rejected with its own code."""
    refusal = sanitizer.find_rejection(SOURCE, "M. Rivera parle.")
    assert refusal is not None
    assert refusal.code == "catalogue/block-structure"
    assert "enumerated list" in refusal.message


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Return the pages that Sphinx shows for the cases with an expected text, one page per case."""
    shown_cases = [case for case in (*cases("lost"), *cases("kept")) if case.shown is not None]
    source = tmp_path_factory.mktemp("source")
    messages = tmp_path_factory.mktemp("locale") / "fr" / "LC_MESSAGES"
    for number, case in enumerate(shown_cases):
        (source / f"p{number}.rst").write_text(f":orphan:\n\n{case.msgid}\n", encoding="utf-8")
        text = sanitizer.sanitize(case.msgid, case.written).text
        _write_mo(messages / f"p{number}.mo", case.msgid, text)
    (source / "index.rst").write_text("Title\n=====\n", encoding="utf-8")
    out = tmp_path_factory.mktemp("out")
    overrides = {
        "language": "fr",
        "locale_dirs": [str(messages.parent.parent)],
        "smartquotes": False,
        "gettext_compact": False,
        "gettext_auto_build": False,
    }
    # In its own process: Sphinx keeps directives and a language for the life of a process.
    with ProcessPoolExecutor(max_workers=1, mp_context=get_context("fork")) as apart:
        texts = apart.submit(_read, source, out, overrides, len(shown_cases)).result()
    return {case.name: text for case, text in zip(shown_cases, texts, strict=True)}


def _read(source: Path, out: Path, overrides: dict[str, object], count: int) -> list[str]:
    """Return the text of each page after Sphinx has translated it."""
    app = Sphinx(source, None, out, out, "dummy", overrides, status=None, warning=None)
    app.build()
    return [app.env.get_doctree(f"p{number}").astext().strip() for number in range(count)]


def _write_mo(path: Path, msgid: str, msgstr: str) -> None:
    from babel.messages.catalog import Catalog
    from babel.messages.mofile import write_mo

    catalog = Catalog(charset="utf-8")
    catalog.add(msgid, msgstr)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as stream:
        write_mo(stream, catalog)


@pytest.mark.parametrize(
    "case",
    [case for case in (*cases("lost"), *cases("kept")) if case.shown is not None],
    ids=get_case_id,
)
def test_sphinx_shows_every_word_that_passed(case: Case, pages: dict[str, str]) -> None:
    """A reader of the built page sees exactly the accepted text."""
    assert pages[case.name] == case.shown


MARKS = st.sampled_from(
    [
        "la ville",
        " ",
        "\n",
        "\n\n",
        "\n   ",
        "*",
        "**",
        "`",
        "``",
        "_",
        "__",
        "|",
        ":",
        "::",
        "- ",
        "1. ",
        "a) ",
        ".. ",
        ".. note:: x",
        "[#a]_",
        "[1]_",
        "<",
        ">",
        "\\",
        "https://example.org",
        ":ref:",
        ":download:",
        "=====",
        "+--+",
        "M. ",
        "가",
        "نص",
        "\u2028",
        "\t",
        "# noqa",
        "(",
        "]",
    ]
)
MESSAGES = st.lists(MARKS, max_size=12).map("".join) | st.text(max_size=40)


@settings(max_examples=300)
@given(msgid=MESSAGES, msgstr=MESSAGES)
def test_the_gate_never_raises_and_its_own_word_holds(msgid: str, msgstr: str) -> None:
    """Any text has a result, and an accepted text is accepted again."""
    verdict = sanitizer.sanitize(msgid, msgstr)
    if verdict.rejection is None:
        assert sanitizer.find_rejection(msgid, verdict.text) is None


@settings(max_examples=150)
@given(msgstr=MESSAGES)
def test_a_repair_loses_no_letter(msgstr: str) -> None:
    """An accepted msgstr keeps all its letters and digits, in order."""
    verdict = sanitizer.sanitize(SOURCE, msgstr)
    if verdict.rejection is None:
        assert _letters(verdict.text) == _letters(msgstr)


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))


@settings(max_examples=200)
@given(msgid=MESSAGES, msgstr=MESSAGES)
def test_what_passes_leads_nowhere_that_the_source_does_not(msgid: str, msgstr: str) -> None:
    """Parsed by docutils, in both ways, an accepted text has no new role or address."""
    verdict = sanitizer.sanitize(msgid, msgstr)
    if verdict.rejection is None:
        own = _leads(msgid, False) | _leads(msgid, True)
        assert _leads(verdict.text, False) <= own
        assert _leads(verdict.text, True) <= own


def _leads(text: str, by_character: bool) -> set[str]:
    """Return the roles that docutils would call, directives it would run, addresses it would link to."""
    called: set[str] = set()
    settings = {"report_level": 5, "halt_level": 5, "warning_stream": False}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(roles, "role", _noting(called))
        patch.setattr(directives, "directive", _noting(called))
        how = get_default_settings(rst.Parser())
        vars(how).update(settings, character_level_inline_markup=by_character)
        document = new_document("test", how)
        rst.Parser().parse(text, document)
    found = document.findall(nodes.Element)
    return called | {str(node["refuri"]) for node in found if "refuri" in node}


def _noting(called: set[str]) -> Callable[..., tuple[None, list[nodes.Node]]]:
    def look_up(name: str, *_: object) -> tuple[None, list[nodes.Node]]:
        called.add(name)
        return None, []

    return look_up


def test_nothing_is_registered_or_left_behind() -> None:
    """Directives and roles of a msgstr are never looked up, run or registered."""
    before = _registered()
    for case in cases("refused"):
        sanitizer.sanitize(case.msgid, case.written)
    assert _registered() == before


def _registered() -> tuple[dict[str, object], dict[str, object]]:
    return dict(vars(roles)["_roles"]), dict(vars(directives)["_directives"])


def test_the_gate_and_the_sources_never_share_a_machine() -> None:
    """Docutils reuses state machines; an inert one would make the sources' directives disappear."""
    spare = states.RSTState.nested_sm_cache
    spare.clear()
    parse_message("- one\n\n- two\n")
    assert spare == []
    assert "<note>" in publish_doctree("- .. note:: one\n").pformat()
    assert spare != []
    assert "_Directive" in parse_message("- .. note:: one\n").kinds


def test_a_message_without_markup_is_not_parsed() -> None:
    """Most messages have no markup; they cost a fraction of those that docutils must read."""
    marked = [
        (f"The **city** {n} and :ref:`ca-{n}`.", f"La **ville** {n} et :ref:`ca-{n}`.") for n in range(200)
    ]
    plain = [(SOURCE, f"La ville garantit l’accès à l’eau potable, {n} fois.") for n in range(200)]
    few, many = (partial(_sanitize_messages, messages) for messages in (plain, marked))
    assert compare_processor_times(many, few, 1 / 3) < 1 / 3


def _sanitize_messages(messages: list[tuple[str, str]]) -> None:
    """Sanitize messages, which are all accepted, as if for the first time."""
    parse_message.cache_clear()
    parse_message_by_character.cache_clear()
    assert all(sanitizer.sanitize(*message).rejection is None for message in messages)


# Of each, many are read again and again by docutils, by tex2mathml or by the tokenizer of HTML.
UNITS = (
    *(
        "*",
        "`",
        "|",
        "_",
        ":",
        ".",
        "<",
        "[",
        "\\",
        "(",
        "-",
        "+",
        "'",
        '"',
        "@",
        "/",
        "a",
        "漢",
        "ا",
        "1.",
        "a:",
    ),
    *("a-", "(a", "'a", "**a ", "`a <", "|a ", "*a* ", "``a`` ", "a_ ", "[1]_ ", "`a <b>`__ ", ":ref:`a` "),
    *("https://a.b ", "a@b.c ", "word ", "é**a** ", ":a:b:c ", "a a\u00a0", "- a\n", "a\n\n", "x\n y\n"),
    *("a\n  b\n", ":a: b\n", "| a\n", "+--+\n", "\n ", " \t", "\u2028", "\u200b", "\u0301", "\\ ", "# "),
    *(
        "<a ",
        "<p x='",
        "<b>x</b>",
        "<!--",
        "&amp;",
        "x^{",
        "\\frac{",
        "\\left(",
        "{x}",
        "$x ",
        "data ",
        "javascript :",
    ),
)


@pytest.mark.parametrize("unit", UNITS, ids=repr)
def test_a_longer_message_takes_longer_in_proportion(unit: str) -> None:
    """Each step of the sanitizer is linear up to its limits, and beyond them ends at once."""
    longest = max(lexical_rules.MAX_CHARACTERS, 2 * lexical_rules.MAX_RUN)
    sanitize = partial(_sanitize_units, unit)
    assert measure_growth(sanitize, longest // 4 - 1) < LINEAR
    assert measure_growth(sanitize, 4 * longest) < LINEAR


def _sanitize_units(unit: str, size: int) -> None:
    """Sanitize a message and a translation of that many characters as if for the first time."""
    msgid, msgstr = ((word + unit * size)[:size] for word in ("the ", "la "))
    parse_message.cache_clear()
    parse_message_by_character.cache_clear()
    sanitizer.sanitize(msgid, msgstr)


def test_a_text_that_sphinx_does_not_parse_gets_its_backslash_off_again() -> None:
    """Image alternatives and captions are not parsed: the escapes of the sanitizer are removed."""
    for case in cases("lost"):
        if case.expect == "block-structure" and case.text:
            assert sanitizer.unescape_text(case.text) == case.shown
    assert sanitizer.unescape_text(r"la ville \# noqa") == "la ville # noqa"
    assert sanitizer.unescape_text("la ville") == "la ville"
