"""Sources that a parser from outside reads, such as Markdown."""

from __future__ import annotations

from pathlib import Path

import pytest

from build_tools.errors import UserError
from tests.conftest import MakeRoot
from tests.helpers.small_roots import build_edition, write_pages

# It reads a line as a paragraph, and says of what it does not know what MyST-Parser says.
PARSER = """
from docutils import nodes
from sphinx.parsers import Parser
from sphinx.util.logging import getLogger

class LineParser(Parser):
    supported = ("lines",)

    def parse(self, text, document):
        for number, line in enumerate(text.splitlines(), 1):
            kind, _, words = line.partition("!")
            place = (document.settings.env.docname, number)
            if kind in ("directive", "role"):
                log = getLogger("myst_parser.warnings_")
                log.warning(words, type="myst", subtype=f"{kind}_unknown", location=place)
            elif line:
                document += nodes.section("", nodes.title(text=line), ids=[f"line-{number}"])

def setup(app):
    app.add_source_suffix(".md", "lines")
    app.add_source_parser(LineParser)
"""


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("directive!Unknown directive type: 'notte'", "Unknown directive type: 'notte'"),
        ('role!Unknown interpreted text role "rolle".', 'Unknown interpreted text role "rolle".'),
    ],
)
def test_what_a_parser_leaves_out_is_an_error(
    make_root: MakeRoot, tmp_path: Path, line: str, words: str
) -> None:
    """An unknown directive or role of Markdown stops the edition at its line, as one of reST does."""
    root = write_pages(make_root, {"index": "Title\n=====\n\n.. toctree::\n\n   page\n"}, conf=PARSER)
    page = root.source / "a" / "page.md"
    page.write_text("A page\n", encoding="utf-8")
    made = build_edition(root, tmp_path, formats=("html",))
    assert [chapter.title for chapter in made.chapters] == ["Title", "A page"]
    page.write_text(f"A page\n\n{line}\n", encoding="utf-8")
    with pytest.raises(UserError) as caught:
        build_edition(root, tmp_path, formats=("html",))
    assert str(caught.value) == f"source/a/page.md:3: source/markup {words} — correct the source at that line"


def test_a_start_page_may_be_of_another_kind(make_root: MakeRoot, tmp_path: Path) -> None:
    """Where a root's extensions read Markdown a publication may begin with it, and findings name its file."""
    root = write_pages(make_root, {}, conf=PARSER)
    (root.source / "a" / "index.rst").unlink()
    page = root.source / "a" / "index.md"
    page.write_text("A title\n", encoding="utf-8")
    made = build_edition(root, tmp_path, formats=("html",))
    assert (made.title, made.page("index").count("<h1")) == ("A title", 1)
    assert {one.place.file for one in made.findings if one.code == "id/unlabelled"} <= {"source/a/index.md"}
    page.write_text("\n", encoding="utf-8")
    with pytest.raises(UserError) as caught:
        build_edition(root, tmp_path, formats=("html",))
    assert str(caught.value).startswith("source/a/index.md:1: source/no-title ")
