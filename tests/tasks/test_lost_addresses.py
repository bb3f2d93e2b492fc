"""A cut loses no address of the last release untold, whether or not the table of addresses was kept."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from build_tools.cli import dispatch
from build_tools.errors import UserError, format_finding
from build_tools.model.release import Manifest
from build_tools.paths import Root
from build_tools.paths.release_folder import list_release_folders
from build_tools.process.plain_file import read_plain_file
from build_tools.tasks.options import Selection
from build_tools.tasks.release import release_texts, released_pages
from build_tools.tasks.release.cut import CutResult
from tests.tasks.conftest import Cut

pytestmark = pytest.mark.usefixtures("short_program")
WATER = "Water is for all who live here, by day and by night."
BREAD = "Bread is for everybody who is hungry, and nobody is turned away from it."
REGISTER = "source/publications.toml: labels/lost "


def format_page(articles: Mapping[str, str], paragraphs: tuple[str, ...] = ()) -> str:
    """Return a source with a label for each article; a stand-in of a page shows it as it is."""
    labels = "\n".join(f".. _{id}:\n\n{id}\n====\n" for id in articles)
    sections = "".join(
        f'<section id="{id}"><h2>The {id}</h2><p>{words}</p>'
        + "".join(
            f'<p id="{id}-{one}">That.<a class="permalink" href="#{id}-{one}"></a></p>' for one in paragraphs
        )
        + "</section>"
        for id, words in articles.items()
    )
    return f"Title\n=====\n\n{labels}\n.. raw::\n\n  <main>{sections}</main>\n"


def write_text(root: Root, text: str) -> None:
    """Write the text of the publication `a`."""
    (root.source / "a" / "index.rst").write_text(text)


@pytest.fixture
def root(make_root: Any) -> Root:
    """Return a root of two texts, one of them in two languages, with two articles."""
    made: Root = make_root({"a": ["en", "fr"], "b": ["en"]})
    write_text(made, format_page({"rule-1": WATER, "rule-2": BREAD}, ("p1", "p2")))
    return made


def list_lines(result: CutResult, severity: str = "error") -> list[str]:
    """Return the lines of what a cut found about addresses."""
    return [
        format_finding(one)
        for one in result.findings
        if one.code == "labels/lost" and one.severity == severity
    ]


def test_a_lost_address_stops_the_cut(cut: Cut, root: Root) -> None:
    """The line names address, title, publication, key and the likeliest article; nothing is made."""
    assert cut("2026.1").exit_code == 0
    write_text(root, format_page({"rule-1": WATER, "rule-5": BREAD + " It is fresh."}, ("p1", "p2")))
    result = cut("2026.2")
    assert (result.exit_code, result.release) == (1, None)
    assert list_lines(result) == [
        (
            f"{REGISTER}the address rule-2, “The rule-2”, of 2026.1 is gone from a: links to it would lead"
            ' nowhere — put it back, or name its successor: [publications.a.successors] rule-2 = "rule-5"'
        )
    ]
    assert [one.path.name for one in list_release_folders(root.releases)] == ["2026.1"]
    root.register.write_text(f'{root.register.read_text()}\n[publications.a.successors]\nrule-2 = "rule-5"\n')
    assert cut("2026.2").exit_code == 0


def test_a_successor_is_guessed_by_words_alone(cut: Cut, root: Root) -> None:
    """Where no article has the words of the one that is gone, none is named."""
    cut("2026.1")
    write_text(root, format_page({"rule-1": WATER, "rule-5": "Every child may play outside."}))
    (line,) = [line for line in list_lines(cut("2026.2")) if "address rule-2," in line]
    assert line.endswith('rule-2 = "…"')


def test_a_lost_paragraph_leads_to_its_article(cut: Cut, root: Root) -> None:
    """A paragraph that an article has no longer has the article as its likeliest successor."""
    cut("2026.1")
    write_text(root, format_page({"rule-1": WATER, "rule-2": BREAD}, ("p1",)))
    lines = list_lines(cut("2026.2"))
    assert [line.partition(" = ")[2] for line in lines] == ['"rule-1"', '"rule-2"']
    assert "the address rule-1-p2, in rule-1, “The rule-1”, of 2026.1 is gone from a" in lines[0]


def test_a_draft_loses_addresses_with_a_warning(cut: Cut, root: Root) -> None:
    """It is made all the same, also where the table of addresses knows the label."""
    cut("2026.1")
    root.addresses.write_text("publication\tlabel\tpage\ttitle\na\trule-2\tindex\tBread\n")
    write_text(root, format_page({"rule-3": WATER}))
    assert cut("2026.2").exit_code == 1
    result = cut("2026.2-draft1", is_draft=True)
    assert result.release is not None
    assert list_lines(result) == []
    lines = list_lines(result, "warning")
    assert [line.partition(" of 2026.1 ")[0] for line in lines[1:]] == [
        f"{REGISTER}the address rule-1, “The rule-1”,"
    ]
    assert lines[0].startswith(
        "source/addresses.tsv:2: labels/lost the label rule-2, “Bread”, is gone from a"
    )


def test_addresses_of_a_language_that_is_gone_are_those_of_the_source(cut: Cut, root: Root) -> None:
    """A translation that is no longer published loses nothing that the source still has."""
    cut("2026.1")
    root.register.write_text(root.register.read_text().replace("['en', 'fr']", "['en']"))
    result = cut("2026.2")
    assert (list_lines(result), result.exit_code) == ([], 0)
    assert {one.target.language for one in get_manifest(result).editions} == {"en"}


def test_a_publication_that_is_gone_is_one_line(cut: Cut, root: Root) -> None:
    """It stops the cut; cut without being named it is carried over, and nothing is lost."""
    cut("2026.1")
    register = root.register.read_text()
    root.register.write_text(register[register.index("[publications.b]") :])
    result = cut("2026.2")
    assert list_lines(result) == [
        (
            f"{REGISTER}a is gone from the register: links to its addresses in 2026.1 would lead nowhere —"
            " put it back, or name the other publications in the command: it is then carried over"
        )
    ]
    assert result.exit_code == 1
    result = cut("2026.2", selection=Selection(publications=("b",)))
    assert (list_lines(result), result.exit_code) == ([], 0)
    assert {one.target.publication for one in get_manifest(result).editions} == {"a", "b"}


def test_a_publication_without_pages_is_one_line(cut: Cut, root: Root) -> None:
    """Books alone have no addresses."""
    cut("2026.1")
    register = root.register.read_text()
    root.register.write_text(
        register.replace("\n\n[publications.b]", '\nformats = ["pdf"]\n[publications.b]')
    )
    (line,) = list_lines(cut("2026.2"))
    assert line.startswith(f"{REGISTER}a has no web pages any longer: links to its addresses in 2026.1 would")


def get_manifest(result: CutResult) -> Manifest:
    """Return the manifest of the release that was made."""
    assert result.manifest is not None
    return result.manifest


@pytest.mark.parametrize(
    ("damage", "code"),
    [
        (lambda file: file.unlink(), "release/missing-file"),
        (lambda file: file.write_text(""), "release/changed-file"),
    ],
)
def test_a_damaged_release_is_one_line(cut: Cut, root: Root, damage: Any, code: str) -> None:
    """A page of the last release that is gone or was changed is named, and nothing is made."""
    cut("2026.1")
    page = root.releases / "2026.1/editions/en/a/html/index.html"
    page.parent.chmod(0o755)
    page.chmod(0o644)
    damage(page)
    write_text(root, format_page({"rule-5": BREAD}))
    with pytest.raises(UserError) as caught:
        cut("2026.2")
    assert str(caught.value).startswith(f"2026.1/editions/en/a/html/index.html: {code} ")
    assert "\n" not in str(caught.value)
    assert [one.path.name for one in list_release_folders(root.releases)] == ["2026.1"]


def test_what_is_the_same_is_not_read(cut: Cut, root: Root, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of editions that are carried over no page is opened; where no id is gone no words are read."""
    cut("2026.1")
    (root.source / "b" / "index.rst").write_text("Title\n=====\n\n<main><p id='x'></p></main>\n")
    opened: list[Path] = []

    def note_and_read(path: Path, *arguments: Any, **options: Any) -> bytes:
        """Note what is read."""
        opened.append(path)
        return read_plain_file(path, *arguments, **options)

    monkeypatch.setattr(release_texts, "read_plain_file", note_and_read)
    monkeypatch.setattr(released_pages, "read_page_text", pytest.fail)
    assert cut("2026.2").exit_code == 0
    assert {path.relative_to(root.path).parts[-3] for path in opened} == {"b"}


@pytest.mark.usefixtures("structure_check")
def test_the_command_says_what_is_lost(
    make_root: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """With real pages the command ends in 1, and its line leads to the article with the words."""
    root: Root = make_root({"a": ["en"]}, more='formats = ["html"]')
    text = "Rules\n=====\n\n.. _rule-1:\n\nWater\n-----\n\n#. Water is clean.\n#. Water is for all.\n"
    write_text(root, text)
    command = ["release", "cut", "--root", str(root.path), "-q"]
    assert dispatch.run_command([*command, "2026.1"]) == 0
    write_text(root, text.replace("_rule-1", "_rule-7"))
    assert dispatch.run_command([*command, "2026.2"]) == 1
    lines = capsys.readouterr().err.splitlines()
    assert [line for line in lines if "labels/lost" in line] == [
        (
            f"{REGISTER}the address rule-1, “Water”, of 2026.1 is gone from a: links to it would lead"
            ' nowhere — put it back, or name its successor: [publications.a.successors] rule-1 = "rule-7"'
        )
    ]
