"""Topics, events and signatories in commands: catalogues have their words, checks find a lost label."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from babel.messages.pofile import read_po

from build_tools.cli import dispatch
from build_tools.errors import UserError
from build_tools.model import CommandResult
from build_tools.paths import Root
from build_tools.register import read_register
from build_tools.tasks.root_lists import read_checked_topics

PAGE = ".. _right-1:\n\nOne\n===\n\nAll are welcome.\n\n.. _right-2:\n\nTwo\n---\n\nAnd all may stay.\n"
TOPICS = """
[topics.rent]
name = "Rent of a room"
need = "My room is too dear"
words = ["room", "dear"]
labels = [
  "right-2",
  "{label}",
]
"""
EVENTS = '[events.fair]\ntitle = "Fair of rooms"\nstart = 2026-05-01\nsource = "Notice of the city"\n'
SIGNATORIES = "name,country,date,source,url\nLyon,FR,2000,Minutes of the council,\n"
MESSAGES = [
    *("Rent of a room", "My room is too dear", "room, dear", "Fair of rooms", "Notice of the city"),
    "Minutes of the council",
]


@pytest.fixture
def root(make_root: Any) -> Root:
    """Return a root of two texts in two languages, of which one has labels, and a removed one."""
    more = '[publications.a.successors]\nright-0 = "right-1"'
    made: Root = make_root({"b": ["en", "fr"], "a": ["en", "fr"]})
    (made.source / "a" / "index.rst").write_text(PAGE)
    made.register.write_text(f"{made.register.read_text()}\n{more}\n")
    return made


def write_lists(root: Root, label: str = "right-1") -> None:
    """Write all lists of a root; a topic leads to `label` as well."""
    root.topics.write_text(TOPICS.replace("{label}", label))
    root.events.write_text(EVENTS)
    root.get_signatories("a").write_text(SIGNATORIES)


def read_messages(path: Path) -> list[str]:
    """Return the last messages of a catalogue, as many as the lists have."""
    with path.open("rb") as stream:
        return [str(one.id) for one in read_po(stream) if one.id][-len(MESSAGES) :]


def test_a_removed_label_leads_to_its_successor(root: Root) -> None:
    """A topic that names a label and the one that followed it names it once."""
    register = read_register(root)
    assert read_checked_topics(root, register).topics == ()
    for label, labels in (("right-0", ("right-2", "right-1")), ("Right-1", ("right-2", "right-1"))):
        write_lists(root, label)
        assert [one.labels for one in read_checked_topics(root, register).topics] == [labels]
    root.topics.write_text(TOPICS.replace("right-2", "right-1").replace("{label}", "right-0"))
    assert read_checked_topics(root, register).topics[0].labels == ("right-1",)


@pytest.mark.parametrize(
    ("label", "remedy"),
    [("rigth-1", 'write "right-1", the nearest'), ("x", "write a label of the sources")],
)
def test_a_label_that_no_text_has_is_told(root: Root, label: str, remedy: str) -> None:
    """The line of the label is named, with the nearest that there is."""
    write_lists(root, label)
    with pytest.raises(UserError) as caught:
        read_checked_topics(root, read_register(root))
    says = f'topics.rent.labels[2] is "{label}", which no publication has — {remedy}'
    assert str(caught.value) == f"source/topics.toml:8: register/bad-value {says}"


def test_a_check_of_catalogues_reads_every_list(root: Root, capsys: Any) -> None:
    """A mistake ends it with 2 and its line; what is not translated is told by name."""
    check = ["--root", str(root.path), "catalogue", "check", "--notes"]
    assert dispatch.run_command(["--root", str(root.path), "catalogue", "update", "-q"]) == 0
    assert dispatch.run_command(check) == 0
    assert "Rent of a room" not in capsys.readouterr().err
    write_lists(root)
    assert dispatch.run_command(check) == 0
    assert "6 UI strings are not translated: “Rent of a room”" in capsys.readouterr().err
    for path, text in (
        (root.topics, TOPICS.replace("{label}", "x")),
        (root.events, "[events.fair]\n"),
        (root.get_signatories("a"), "Lyon\n"),
    ):
        write_lists(root)
        path.write_text(text)
        assert dispatch.run_command(check) == 2
        assert capsys.readouterr().err.startswith(f"{root.relativize(path)}:")


def test_catalogues_have_the_words_of_the_lists(root: Root, capsys: Any) -> None:
    """An update adds them last, keeps their translations, and a status counts them."""
    write_lists(root)
    update = ["--root", str(root.path), "catalogue", "update", "-q"]
    assert dispatch.run_command(update) == 0
    press = root.get_ui_catalogue("fr")
    assert read_messages(press) == MESSAGES
    text = press.read_text().replace('msgid "room, dear"\nmsgstr ""', 'msgid "room, dear"\nmsgstr "loyer"')
    press.write_text(text)
    assert dispatch.run_command(update) == 0
    assert press.read_text() == text
    assert dispatch.run_command(["--root", str(root.path), "catalogue", "status"]) == 0
    (row,) = [line for line in capsys.readouterr().out.splitlines() if line.split()[:2] == ["fr", "press"]]
    words = sum(len(one.split()) for one in MESSAGES) - len(["room,", "dear"])
    assert int(row.split()[5]) == words


def test_no_edition_is_built_for_a_list(root: Root, build: Callable[..., CommandResult]) -> None:
    """A root with lists is built as one without, and a change of them builds nothing."""
    build(root)
    write_lists(root)
    assert {row.status for row in build(root).rows} == {"fresh"}
