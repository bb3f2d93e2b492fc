"""Topics, events and signatories of a root; wrong ones, with cases in tests/data/register, are one line."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from build_tools.errors import UserError
from build_tools.model import Event, Signatory, Topic, TopicList
from build_tools.paths import Root
from build_tools.register import name_country, read_events, read_signatories, read_topics
from tests.helpers.manuals import MANUALS

DATA = Path(__file__).parent.parent / "data" / "register"
REGISTER = '[publications.my-text]\nlanguages = ["en"]\n'
READERS: dict[str, Callable[[Root], object]] = {
    "topics": read_topics,
    "events": read_events,
    "signatories": lambda root: read_signatories(root, "my-text"),
}
CASES = [
    case | {"name": f"{name}: {case['name']}", "file": name, "text": case[name]}
    for name in READERS
    for case in tomllib.loads((DATA / f"{name}.toml").read_text(encoding="utf-8"))["case"]
]
TOPICS = """
[front]
needs = ["water", "rent"]

[topics.rent]
name = "Rent"
need = "My rent is too high"
words = ["rent", " landlord "]
labels = ["Right  2", "right-1", "other-3"]
declaration = [25]
convention = ["8", "P1-1"]

[topics.water]
name = "Water"
need = "My water is cut off"
words = ["water"]
labels = ["right-1", "right-4", "other-3"]
"""
EVENTS = """
[events.second]
title = "Second"
start = 2012-05-15
end = 2012-05-18
place = "Gwangju"
country = "KR"
description = "What it was."
url = "https://forum.example/"
source = "Plan"

[events.first]
title = "First"
start = 2000-05-18
end = 2000-05-18
source = "Charter"
"""
SIGNATORIES = """\ufeffName,Country,Date,Source,URL\r
Nantes,FR,2000-05,"City of Nantes, minutes",\r
\r
Lyon,FR,,City of Lyon,https://lyon.example/\r
Valencia,ES,2000,City of Valencia,\r
Valencia,VE,2000-05-18,City of Valencia,\r
,,,,\r
"""


@pytest.fixture
def root(make_root: Callable[..., Root]) -> Root:
    """Return a root without any list."""
    return make_root(REGISTER)


def write_list(root: Root, name: str, text: str | bytes) -> None:
    """Write one of the lists of a root."""
    path = root.get_signatories("my-text") if name == "signatories" else root.source / f"{name}.toml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_a_wrong_list_is_told_in_a_line(case: dict[str, Any], root: Root) -> None:
    """An error has file, line, code, key and the remedy, and exits with 2."""
    write_list(root, case["file"], case["text"])
    with pytest.raises(UserError) as caught:
        READERS[case["file"]](root)
    assert str(caught.value) == case["says"]
    assert caught.value.exit_code == 2


@pytest.mark.parametrize("name", READERS)
def test_a_list_that_is_not_utf8_names_its_line(name: str, root: Root) -> None:
    """The line of the first wrong byte is told, as is how to save the file."""
    write_list(root, name, "# Genève\nname\n".encode("latin-1"))
    with pytest.raises(UserError, match=r":1: \w+/not-utf8 is not UTF-8 — save") as caught:
        READERS[name](root)
    assert caught.value.exit_code == 2


@pytest.mark.parametrize("name", READERS)
@pytest.mark.parametrize("text", [None, "", "\n"])
def test_a_root_needs_no_list(name: str, text: str | None, root: Root) -> None:
    """Without a file, and with an empty one, there is nothing in it."""
    if text is not None:
        write_list(root, name, text)
    assert READERS[name](root) == (TopicList() if name == "topics" else ())


def test_topics_arrive_in_their_order(root: Root) -> None:
    """Labels are as docutils compares them; those of the home page are in an order of their own."""
    write_list(root, "topics", TOPICS)
    topics = read_topics(root)
    assert topics.topics[0] == Topic(
        id="rent",
        name="Rent",
        need="My rent is too high",
        words=("rent", "landlord"),
        labels=("right 2", "right-1", "other-3"),
        declaration=(25,),
        convention=("8", "P1-1"),
    )
    assert [one.line for one in topics.topics] == [5, 13]
    assert topics.front == ("water", "rent")


def test_labels_that_share_a_topic_are_sisters(root: Root) -> None:
    """A label finds its topics, and each of their other labels once; a label of no topic finds none."""
    write_list(root, "topics", TOPICS)
    topics = read_topics(root)
    assert [one.id for one in topics.list_topics("right-1")] == ["rent", "water"]
    assert topics.list_sisters("right-1") == ("right 2", "other-3", "right-4")
    assert topics.list_sisters("right-4") == ("right-1", "other-3")
    assert (topics.list_topics("right-9"), topics.list_sisters("right-9")) == ((), ())


def test_events_are_sorted_by_their_first_day(root: Root) -> None:
    """An event of one day may say so twice; all that it does not say is empty."""
    write_list(root, "events", EVENTS)
    day = date(2000, 5, 18)
    first, second = read_events(root)
    assert first == Event(id="first", title="First", start=day, end=day, source="Charter")
    assert second == Event(
        id="second",
        title="Second",
        start=date(2012, 5, 15),
        end=date(2012, 5, 18),
        place="Gwangju",
        country="KR",
        description="What it was.",
        url="https://forum.example/",
        source="Plan",
    )
    assert (first.line, second.line) == (12, 2)


def test_signatories_are_sorted_by_country_and_name(root: Root) -> None:
    """A table as a spreadsheet saves it is read; two countries may have cities of one name."""
    write_list(root, "signatories", SIGNATORIES)
    signatories = read_signatories(root, "my-text")
    assert signatories == (
        Signatory(name="Valencia", country="ES", date="2000", source="City of Valencia"),
        Signatory(name="Lyon", country="FR", source="City of Lyon", url="https://lyon.example/"),
        Signatory(name="Nantes", country="FR", date="2000-05", source="City of Nantes, minutes"),
        Signatory(name="Valencia", country="VE", date="2000-05-18", source="City of Valencia"),
    )
    assert [one.line for one in signatories] == [5, 4, 2, 6]


def test_the_examples_of_the_manual_are_read(root: Root) -> None:
    """What docs/topics.md shows of each list is right as it stands."""
    (manual,) = [one for one in MANUALS if one.name == "docs/topics.md"]
    examples = ["\n".join(lines) for kind, lines in manual.blocks if kind in ("toml", "csv")]
    for name, example in zip(READERS, examples, strict=True):
        write_list(root, name, example)
    assert read_topics(root).front == ("eviction",)
    assert [event.id for event in read_events(root)] == ["gwangju-2012"]
    assert [city.date for city in read_signatories(root, "my-text")] == ["", "2000-05-18"]


@pytest.mark.parametrize(
    ("code", "tag", "name"),
    [
        ("FR", "ko", "프랑스"),
        ("CH", "ar", "سويسرا"),
        ("GB", "fr", "Royaume-Uni"),
        ("BR", "pt-BR", "Brasil"),
        ("FR", "tlh", "France"),
        ("ZZ", "en", "Unknown Region"),
        ("Q1", "fr", "Q1"),
    ],
)
def test_a_country_has_a_name_in_each_language(code: str, tag: str, name: str) -> None:
    """A language that Babel does not know has the English name; a code of no country stays."""
    assert name_country(code, tag) == name
