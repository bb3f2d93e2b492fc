"""The life of a review, from outside: recorded, shown, voided by a change, recorded again."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from lxml import html

from build_tools.cli import dispatch
from tests.helpers.inspect import (
    OPF_NAMESPACES,
    extract_words,
    get_element_text,
    read_members,
    read_opf,
    run_pdftotext,
)

REVIEWED = "Reviewed by a person."
CHANGED = "Reviewed by a person, except for passages added or changed since."
APPROVED = "Reviewed and approved by a person."
APPROVED_CHANGED = "Reviewed and approved by a person, except for passages added or changed since."
FRENCH = {
    REVIEWED: "Relu par une personne.",
    CHANGED: "Relu par une personne, sauf les passages nouveaux ou modifiés depuis.",
    APPROVED: "Relu et approuvé par une personne.",
    APPROVED_CHANGED: ("Relu et approuvé par une personne, sauf les passages nouveaux ou modifiés depuis."),
}
HEADER = (
    'msgid ""\nmsgstr ""\n"POT-Creation-Date: 2026-03-10 09:00+0000\\n"\n'
    '"PO-Revision-Date: 2026-03-01 10:00+0100\\n"\n"Language: fr\\n"\n'
    '"Content-Type: text/plain; charset=UTF-8\\n"\n"X-Translation-Origin: machine\\n"\n\n'
)
CATALOGUES = {
    "index": {
        "A small charter": "Une petite charte",
        "Every city has a voice.": "Chaque ville a une voix.",
        "The parts": "Les parties",
    },
    "one": {
        "The first right": "Le premier droit",
        "Each person has the right to rest. See :ref:`ca-index`.": (
            "Chaque personne a droit au repos. Voir :ref:`ca-index`."
        ),
    },
}


@pytest.fixture
def root(small: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the small root, translated by machine, in three formats, with a fixed date."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1773100800")
    register = small / "source/publications.toml"
    register.write_text(register.read_text().replace('["html"]', '["html", "pdf", "epub"]'))
    for page, texts in CATALOGUES.items():
        entries = (f'msgid "{source}"\nmsgstr "{text}"\n' for source, text in texts.items())
        po(small, page).write_text(HEADER + "\n".join(entries), encoding="utf-8")
    return small


def po(root: Path, page: str) -> Path:
    """Return the French catalogue of a page."""
    return root / f"locale/fr/LC_MESSAGES/ca/{page}.po"


def run(*arguments: object) -> int:
    """Run a command in this process and return its exit code."""
    return dispatch.run_command([str(word) for word in arguments])


def review(root: Path, *arguments: str) -> int:
    """Run `editions catalogue review fr` on a root."""
    return run("catalogue", "review", "fr", *arguments, "--root", root)


def status(root: Path, capsys: Any) -> dict[str, Any]:
    """Return the part of the JSON status about the publication."""
    capsys.readouterr()
    assert run("catalogue", "status", "--json", "--root", root) == 0
    text: dict[str, Any] = json.loads(capsys.readouterr().out)["fr"]["publications"]["ca"]
    return text


def html_line(build: Path, page: str) -> str:
    """Return the line under the title of a page."""
    tree = html.fromstring((build / f"editions/fr/ca/html/{page}.html").read_bytes())
    return get_element_text(tree.xpath("//main//header")[0])


def imprints(build: Path) -> dict[str, str]:
    """Return the imprint of the page and of the e-book, and the whole text of the book."""
    folder = build / "editions/fr/ca"
    with ZipFile(folder / "ca-fr.epub") as book:
        name = next(each for each in book.namelist() if each.endswith("index.xhtml"))
        chapter = html.fromstring(book.read(name))
    page = html.fromstring((folder / "html/index.html").read_bytes())
    trees = {"html": page, "epub": chapter}
    return {name: get_element_text(tree.xpath("//*[@id='imprint']")[0]) for name, tree in trees.items()}


def says(build: Path, sentence: str) -> None:
    """Assert that in every format the statement about machines in the imprint ends with a sentence."""
    french = FRENCH[sentence]
    for text in imprints(build).values():
        assert f"(langue source : anglais). {french}" in " ".join(text.split())
    for kept in (run_pdftotext, read_members):
        kept.cache_clear()  # the files are others by now
    book = "".join(extract_words(run_pdftotext(build / "editions/fr/ca/ca-fr.pdf")))
    assert [word for word in extract_words(french) if word not in book] == []
    descriptions = read_opf(build / "editions/fr/ca/ca-fr.epub").iterfind(".//dc:description", OPF_NAMESPACES)
    assert any(description.text.endswith(french) for description in descriptions)


def test_a_review_lives_and_is_voided(root: Path, warm: Path, capsys: Any) -> None:
    """A page goes from draft to reviewed and approved; a changed message is void until reviewed again."""

    def build() -> None:
        assert run("build", "-q", "-l", "fr", "--root", root, "-o", warm) == 0

    assert status(root, capsys)["review"] == "draft"
    assert review(root, "--state", "reviewed", "--by", "Ana Pérez") == 0
    assert "2 pages are reviewed, 5 messages" in capsys.readouterr().out
    assert "X-Reviewed-By: Ana Pérez, 2026-03-10" in po(root, "one").read_text("utf-8")
    build()
    says(warm, REVIEWED)

    assert review(root, "ca", "--state", "approved", "--by", "Jo Diallo") == 0
    counts = status(root, capsys)
    assert (counts["review"], counts.get("void")) == ("approved", None)
    build()
    says(warm, APPROVED)

    text = po(root, "one").read_text("utf-8")
    po(root, "one").write_text(text.replace("Le premier droit", "Premier droit"), "utf-8")
    counts = status(root, capsys)
    assert (counts["review"], counts["void"]) == ("approved", 1)
    build()
    says(warm, APPROVED_CHANGED)
    assert review(root, "ca/one", "--state", "reviewed", "--by", "Ana Pérez") == 0
    assert status(root, capsys).get("void") is None
    build()
    says(warm, REVIEWED)  # as sure as the weakest page
    assert FRENCH[APPROVED].removesuffix(".") not in html_line(warm, "one")


def test_a_change_of_the_source_voids_too(root: Path, warm: Path, capsys: Any) -> None:
    """A sentence that changed in the source is not reviewed; the publication and its page say so."""
    assert review(root, "--state", "reviewed", "--by", "Ana Pérez") == 0
    source = root / "source/ca/index.rst"
    source.write_text(source.read_text().replace("has a voice", "holds a voice"))
    counts = status(root, capsys)
    assert (counts["review"], counts["void"], counts["missing"]) == ("reviewed", 1, 5)
    assert run("build", "-q", "-l", "fr", "--root", root, "-o", warm) == 0
    says(warm, CHANGED)
    assert FRENCH[CHANGED] in html_line(warm, "index")
    assert FRENCH[REVIEWED] in html_line(warm, "one")


def test_a_machine_does_not_review(root: Path, capsys: Any) -> None:
    """The name of a machine is rejected with one line and exit code 2, and nothing is written."""
    before = [path.read_bytes() for path in sorted(root.rglob("*.po"))]
    assert review(root, "--state", "reviewed", "--by", "translated by machine") == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("locale/fr/LC_MESSAGES/ca/index.po: review/name ")
    assert err.count("\n") == 1
    assert [path.read_bytes() for path in sorted(root.rglob("*.po"))] == before


def test_a_rehearsal_writes_nothing(root: Path, capsys: Any) -> None:
    """With --dry-run the table is printed and no catalogue changes."""
    before = [path.read_bytes() for path in sorted(root.rglob("*.po"))]
    assert review(root, "ca/one", "--state", "reviewed", "--by", "Ana", "--dry-run") == 0
    assert capsys.readouterr().out == (
        "ca/one  draft → reviewed  2 messages\n1 page would be reviewed, 2 messages\n"
    )
    assert [path.read_bytes() for path in sorted(root.rglob("*.po"))] == before


def test_what_is_not_translated_is_told(root: Path, capsys: Any) -> None:
    """Messages and pages that a review does not cover are counted next to those that it covers."""
    text = po(root, "index").read_text("utf-8")
    po(root, "index").write_text(text.replace('"Les parties"', '""'), "utf-8")
    entries = (f'msgid "{source}"\nmsgstr ""\n' for source in CATALOGUES["one"])
    po(root, "one").write_text(HEADER + "\n".join(entries), encoding="utf-8")
    assert review(root, "--state", "reviewed", "--by", "Ana Pérez") == 0
    assert capsys.readouterr().out == (
        "ca/index  draft → reviewed  2 messages  1 not translated\n"
        "ca/one    draft                         nothing is translated\n"
        "1 page is reviewed, 2 messages; 1 message that is not translated is not covered\n"
    )


@pytest.mark.parametrize(
    ("arguments", "code", "word"),
    [
        (["en"], "review/source", "language of the sources"),
        (["fr", "ca/on"], "review/page", "ca/one"),
        (["fr", "cb"], "register/unknown-publication", "ca"),
        (["de"], "register/unknown-language", "fr"),
    ],
)
def test_what_is_called_otherwise_is_told(
    arguments: list[str], code: str, word: str, root: Path, capsys: Any
) -> None:
    """An unknown language, publication or page ends in 2, with the nearest known name."""
    call = ["catalogue", "review", *arguments, "--state", "draft", "--root", str(root)]
    assert run(*call) == 2
    err = capsys.readouterr().err
    assert err.startswith(code)
    assert word in err


def test_plain_tools_accept_a_reviewed_catalogue(root: Path, capsys: Any) -> None:
    """The check of msgfmt passes, and msgmerge keeps the fields of the review."""
    assert review(root, "--state", "reviewed", "--by", "Ana Pérez") == 0
    for file in root.rglob("*.po"):
        subprocess.run(["msgfmt", "-c", "-o", "/dev/null", str(file)], check=True)
        merged = subprocess.run(["msgmerge", "-q", str(file), str(file)], capture_output=True, check=True)
        assert b'"X-Reviewed-By: Ana P' in merged.stdout
        assert b'"X-Review-Digests: ' in merged.stdout


def test_status_tells_how_old_a_translation_is(root: Path, capsys: Any) -> None:
    """The status has the revision date and how many days the template is newer; no page has no age."""
    counts = status(root, capsys)
    assert (counts["revised"], counts["behind"]) == ("2026-03-01", 9)
    assert run("catalogue", "status", "--root", root) == 0
    rows = [each.split() for each in capsys.readouterr().out.splitlines()]
    assert rows[0][-3:] == ["void", "revised", "behind"]
    assert ["fr", "ca/one", "12", "12", "0", "0", "draft", "2026-03-01", "9"] in rows
    assert rows[1][:6] == ["fr", "total", "22", "22", "0", "0"]


def test_status_goes_down_to_the_article(root: Path, capsys: Any) -> None:
    """With --articles each article is a line."""
    assert run("catalogue", "status", "-l", "fr", "--articles", "--root", root) == 0
    assert "ca/one#ca-one" in capsys.readouterr().out


def test_a_page_of_bars_needs_nothing_else(root: Path, tmp_path: Path, capsys: Any) -> None:
    """The status page is one file without scripts; each bar has a text, each name its language."""
    file = tmp_path / "status.html"
    text = po(root, "one").read_text("utf-8")
    po(root, "one").write_text(text.replace('"Le premier droit"', '""'), "utf-8")
    assert run("catalogue", "status", "--root", root, "--page", file) == 0
    page = file.read_text("utf-8")
    assert "http:" not in page
    assert "https:" not in page
    assert "<script" not in page
    tree = html.fromstring(page.encode())
    bars = tree.xpath("//*[local-name()='svg'][@role='img']/@aria-label")
    assert "75 % translated, 0 words fuzzy, 3 missing" in bars
    assert [each.text for each in tree.xpath("//h1")] == ["How far the translations are"]
    assert [each.get("lang") for each in tree.xpath("//h2/bdi")] == ["fr"]
    assert len(tree.xpath("//tbody/tr")) == len(tree.xpath("//tbody/tr/th[@scope='row']"))
    assert "9 days behind" in get_element_text(tree)


@pytest.mark.parametrize("folder", ["source", "locale/fr"])
def test_no_page_is_written_among_the_texts(folder: str, root: Path, capsys: Any) -> None:
    """A status page in source/ or locale/ is rejected."""
    file = root / folder / "status.html"
    assert run("catalogue", "status", "--root", root, "--page", file) == 2
    assert capsys.readouterr().err.startswith("cli/page ")
    assert not file.exists()
