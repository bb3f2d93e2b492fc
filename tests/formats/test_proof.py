"""The proof: what the reviewer of a translation sees, on the page and in the PDF."""

from __future__ import annotations

import json
import re
import shlex
import shutil
import subprocess
import sys
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from typing import Any

import page as judge
import pikepdf
import pytest
from lxml import html

from build_tools.catalogues import Message
from build_tools.catalogues.review.fingerprint import compute_fingerprint
from build_tools.model import Target
from build_tools.paths import BuildFolder, Root
from build_tools.register import read_register
from build_tools.tasks.check.results import make_built_edition
from build_tools.tasks.options import Options, Selection
from tests.helpers.checks import messages
from tests.helpers.editions import ROOTS, run_editions

LANGUAGES = ["fr", "ar", "ko"]
ROOT = ROOTS / "proofs"
MESSAGES = 15
HOSTILE = '.. raw:: html\n\n   <script src="https://evil.example/x.js"></script>'


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a build folder with only the proofs of the root, in every language."""
    out = tmp_path_factory.mktemp("proofs")
    run_editions("build", "-f", "proof", root=ROOT, out=out)
    return out


def folder(out: Path, language: str, publication: str = "pact") -> Path:
    """Return the folder of a proof."""
    return out / "proofs" / language / publication


def page(out: Path, language: str, publication: str = "pact") -> Any:
    """Return a proof's page as a tree."""
    return html.fromstring((folder(out, language, publication) / "index.html").read_bytes())


def read_text(node: Any) -> str:
    """Return the text of an element."""
    return " ".join(node.text_content().split())


def row(tree: Any, number: int) -> dict[str, Any]:
    """Return the cells of a passage by their class; `row` is all of it."""
    (found,) = tree.xpath(f"//tr[@id='m{number}']")
    cells = {cell.get("class", "").split()[0]: cell for cell in found.xpath("./td")}
    return {"row": found, "number": found.xpath("./th")[0], **cells}


def summary(cells: dict[str, Any]) -> str:
    """Return the visible translation of a passage."""
    return read_text(cells["translation"].xpath(".//summary")[0])


def paper(out: Path, language: str) -> str:
    """Return the text of a proof's PDF."""
    file = folder(out, language) / f"pact-{language}-proof.pdf"
    done = subprocess.run(["pdftotext", "-raw", file, "-"], check=True, capture_output=True, text=True)
    return " ".join(done.stdout.split())


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_stands_there_once_with_number_and_line(made: Path, language: str) -> None:
    """A passage has its number, its source, and the line of its msgid in the catalogue."""
    tree = page(made, language)
    rows = tree.xpath("//tr[starts-with(@id, 'm')]")
    assert [read_text(one.xpath("./th")[0]) for one in rows] == list(map(str, range(1, MESSAGES + 1)))
    places = [one.xpath(".//code")[0] for one in tree.xpath("//dl[@class='copy']")]
    asked = []
    for place in places[:-1]:
        name, line = read_text(place).rsplit(":", 1)
        text = (ROOT / "locale" / name).read_text("utf-8").splitlines()[int(line) - 1]
        asked.append(json.loads(text.removeprefix("msgid ")))
    copied = [read_text(one) for one in tree.xpath("//dl[@class='copy']/dd[2]/code")]
    assert copied[:-1] == asked
    assert read_text(places[-1]) == f"{language}/LC_MESSAGES/pact/art-2.po"
    assert copied[-1] == "The city council meets every month."


@pytest.mark.parametrize("language", LANGUAGES)
def test_passages_stand_article_by_article(made: Path, language: str) -> None:
    """Each article is a heading above its passages, and the contents link to it."""
    tree = page(made, language)
    led = [one.get("href")[1:] for one in tree.xpath("//nav[@class='contents']//a")]
    assert led == ["a1", "a2", "a3", "a4", "terms", "sign"]
    assert all(tree.xpath(f"//*[@id='{id}']") for id in led)
    assert tree.xpath("//tr[@id='m8']//h3/@id") == ["a3"]
    levels = [int(one.tag[1]) for one in tree.xpath("//h1|//h2|//h3|//h4|//h5|//h6")]
    assert levels[0] == 1
    assert all(after - before < 2 for before, after in pairwise(levels))
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))


def test_text_reads_as_a_reader_reads_it(made: Path) -> None:
    """Markup is rendered, a reference has its title, a note its number, quotes are the language's."""
    cells = row(page(made, "fr"), 2)
    assert summary(cells) == ("Chaque ville signe librement 1 ; voir Article II et le premier article.")
    assert read_text(cells["source"]) == ("Each city signs freely 1; see Article II and the first article.")
    assert [one.tag for one in cells["source"].xpath(".//em|.//strong|.//sup")] == [
        "em",
        "strong",
        "sup",
    ]
    assert summary(row(page(made, "fr"), 7)) == "Le « conseil municipal » répond sous 30 jours."
    assert summary(row(page(made, "ko"), 2)).startswith("각 도시는 자유롭게 서명한다 1.")
    assert "المادة 2" in summary(row(page(made, "ar"), 2))


def test_what_is_unsure_missing_or_refused_is_marked(made: Path) -> None:
    """Fuzzy, missing and rejected messages are labelled in the language, with what readers get."""
    tree = page(made, "fr")
    states = {n: row(tree, n)["row"].get("class").split()[1] for n in range(1, MESSAGES + 1)}
    assert {n: state for n, state in states.items() if state != "translated"} == {
        10: "refused",
        12: "fuzzy",
        13: "missing",
        15: "missing",
    }
    readers = "Ici, le public lit le texte source."
    assert read_text(row(tree, 12)["translation"].xpath("./p")[0]) == f"À confirmer {readers}"
    assert summary(row(tree, 12)) == "Personne ne dort dans la rue."
    written = [one.xpath("ancestor::tr/@id")[0] for one in tree.xpath("//*[@class='written']")]
    assert written == ["m10"]
    assert summary(row(tree, 13)) == f"Non traduit {readers}"
    assert read_text(row(tree, 10)["translation"].xpath("./p")[0]) == f"Refusé {readers}"
    assert summary(row(tree, 10)).startswith("Le maire `cliquez <javascript:alert(1)>`__ <script>")
    first = [read_text(one) for one in tree.xpath("//*[@class='jumps']")]
    assert [re.sub(r"\D+", " ", one) for one in first] == ["10", "13 15", "12", "10 14"]
    figures = [read_text(one) for one in tree.xpath("//ul[@class='figures']//b")][:3]
    assert figures == ["61", "5", "22"]


def test_findings_stand_beside_their_passage(made: Path) -> None:
    """Findings about a passage are beside it, all others above."""
    tree = page(made, "fr")
    assert "des caractères de commande invisibles U+202E" in read_text(row(tree, 10)["remarks"])
    assert "des signes de HTML, de Markdown ou de menus que la source n’a pas <b>" in read_text(
        row(tree, 14)["remarks"]
    )
    assert read_text(row(tree, 6)["remarks"]) == ""
    above = [read_text(one) for one in tree.xpath("//section[@class='elsewhere']//li")]
    assert any("art-2.po" in one for one in above)
    assert "caractères de commande" not in " ".join(above)


@pytest.mark.parametrize(
    ("language", "source", "here"),
    [
        ("fr", "city | human rights", "ville | droits humains"),
        ("ar", "city | human rights", "المدينة | حقوق الإنسان"),
        ("ko", "city | human rights", "도시 | 인권"),
    ],
)
def test_terms_are_underlined_and_listed(made: Path, language: str, source: str, here: str) -> None:
    """A term of the glossary is marked in both columns; a list at the end links back to it."""
    tree = page(made, language)
    cells = row(tree, 6)
    for side, words in (("source", source), ("translation", here)):
        found = [read_text(one) for one in cells[side].xpath(".//*[@class='term']")]
        assert " | ".join(found) == words
    listed = {
        read_text(one.xpath("./th")[0]): [int(each) for each in one.xpath(".//a/text()")]
        for one in tree.xpath("//section[@class='terms']//tbody/tr")
    }
    assert listed["human rights"] == [5, 6]
    assert "ombudsman" not in listed


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_sheet_to_sign_names_the_command_and_the_text(made: Path, language: str) -> None:
    """The last section has the command that records a review, and identifies the exact text."""
    (sheet,) = page(made, language).xpath("//section[@class='sign']")
    for state in ("reviewed", "approved"):
        command = f'editions catalogue review {language} pact --state {state} --by "…"'
        assert command in read_text(sheet)
        assert command in paper(made, language)
    mark = sheet.xpath(".//code[@class='fingerprint']")[0].text
    assert re.fullmatch(r"[0-9a-f]{4}( [0-9a-f]{4}){5}", mark)
    assert paper(made, language).count(mark) > 3
    assert f'--fingerprint "{mark}"' in read_text(sheet)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_paper_says_what_the_page_says(made: Path, language: str) -> None:
    """Source, finding and location of a passage are in the PDF, tagged, on landscape A4."""
    words = paper(made, language)
    tree = page(made, language)
    assert "Nobody sleeps in the street." in words
    finding = read_text(row(tree, 12)["remarks"].xpath(".//li/span")[0]).split()
    printed = re.sub("[\u202a-\u202e]", "", words).split()
    # An extracted line of Arabic has its marks on either side of a word.
    assert {word.strip("«»“”") for word in finding} <= {word.strip("«»“”") for word in printed}
    assert "art-2.po:15" in words
    file = folder(made, language) / f"pact-{language}-proof.pdf"
    assert judge.validate_pdf(str(file), profile="ua1").failures == []
    with pikepdf.open(file) as book:
        assert str(book.Root.Lang) == language
        assert book.Root.MarkInfo.Marked
        wide = [float(side) for side in book.pages[0].mediabox][2:]
    assert wide[0] > wide[1]


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_cell_has_its_language_and_direction(made: Path, language: str) -> None:
    """Each column has its language and its direction."""
    tree = page(made, language)
    turned = "rtl" if language == "ar" else "ltr"
    assert (tree.get("lang"), tree.get("dir")) == (language, turned)
    for number in range(1, MESSAGES + 1):
        cells = row(tree, number)
        assert (cells["source"].get("lang"), cells["source"].get("dir")) == ("en", "ltr")
        here = cells["translation"]
        assert (here.get("lang"), here.get("dir")) == (language, turned)
    untold = [read_text(one) for one in tree.xpath("//*[@lang='en'][not(ancestor::main)]")]
    assert [words for words in untold if "catalogue" not in words] == ["English"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_passage_has_a_place_for_a_remark(made: Path, language: str) -> None:
    """A field beside each passage knows the message; a button saves them under the text's name."""
    tree = page(made, language)
    fields = tree.xpath("//tr[starts-with(@id, 'm')]/td[last()]/textarea")
    assert len(fields) == MESSAGES
    assert {field.get("data-page").partition("/")[0] for field in fields} == {"pact"}
    assert "The mayor reports every year." in {field.get("data-msgid") for field in fields}
    (button,) = tree.xpath("//button[@type='button']")
    assert button.get("data-file") == f"pact-{language}-remarks.json"
    assert button.get("data-fingerprint") == tree.xpath("//code[@class='fingerprint']")[0].text
    assert "textarea" not in paper(made, language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_acts_and_nothing_comes_from_elsewhere(made: Path, language: str) -> None:
    """A proof has no form, frame or handler, loads only files beside it, and runs its one script alone."""
    tree = page(made, language)
    (script,) = tree.xpath("//script")
    digest = b64encode(sha256(script.text.encode()).digest()).decode()
    (policy,) = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert f"; script-src 'sha256-{digest}'" in policy
    assert tree.xpath("//iframe|//object|//embed|//form|//img|//link|//base") == []
    assert [name for name in tree.xpath("//@*") if name.attrname.startswith("on")] == []
    led = [str(one) for one in tree.xpath("//@href|//@src")]
    assert [one for one in led if not re.fullmatch(r"#[\w-]+|pact-\w+-proof\.pdf", one)] == []
    style = "".join(tree.xpath("//style/text()"))
    fetched = re.findall(r"url\(\"?([^\")]+)", style)
    assert [one for one in fetched if not one.startswith(("fonts/", "'data:image/svg+xml"))] == []
    assert all((folder(made, language) / one).is_file() for one in fetched if "/" in one[:6])


def copy_with_translation(tmp_path: Path, old: str, new: str) -> Path:
    """Return a copy of the root with another French translation."""
    root = tmp_path / "root"
    shutil.copytree(ROOT, root)
    file = root / "locale/fr/LC_MESSAGES/pact/art-1.po"
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")
    return root


def test_a_hostile_translation_is_shown_and_does_nothing(tmp_path: Path) -> None:
    """A directive, a style or an end tag in a translation is shown as text, on page and PDF."""
    evil = "</summary></table><style>*{}</style>\\n" + json.dumps(HOSTILE)[1:-1]
    root = copy_with_translation(tmp_path, 'msgstr "Plan"', f'msgstr "{evil}"')
    out = tmp_path / "out"
    run_editions("build", "-f", "proof", "-l", "fr", root=root, out=out)
    tree = page(out, "fr")
    assert ["evil" in script.text for script in tree.xpath("//script")] == [False]
    assert len(tree.xpath("//style")) == 1
    assert len(tree.xpath("//tr[starts-with(@id, 'm')]")) == MESSAGES
    assert row(tree, 8)["row"].get("class").split()[1] == "refused"
    assert 'src="https://evil.example/x.js"' in summary(row(tree, 8))
    assert "evil.example/x.js" in paper(out, "fr").replace(" ", "")


def test_the_same_text_gives_the_same_bytes(made: Path, tmp_path: Path) -> None:
    """A proof built elsewhere has the same bytes, including fonts and PDF."""
    shutil.copytree(ROOT, tmp_path / "copy")
    run_editions("build", "-f", "proof", "-l", "fr", root=tmp_path / "copy", out=tmp_path / "out")
    here, there = folder(made, "fr"), folder(tmp_path / "out", "fr")
    names = [one.relative_to(here) for one in here.rglob("*") if one.is_file()]
    assert [name for name in names if (here / name).read_bytes() != (there / name).read_bytes()] == []
    assert {name.suffix for name in names} == {".html", ".pdf", ".woff2", ".txt"}


def test_another_text_has_another_fingerprint() -> None:
    """Any change of words, state or source changes the fingerprint that is signed; a line does not."""
    one = Message(msgid="a", msgstr="b", state="fuzzy", line=1)
    others = (replace(one, msgid="c"), replace(one, msgstr="c"), replace(one, state="translated"))
    marks = [compute_fingerprint({"p": [each]}) for each in (one, *others)]
    marks += [compute_fingerprint({"q": [one]}), compute_fingerprint({"p": [one, others[0]]})]
    assert len(set(marks)) == len(marks)
    assert compute_fingerprint({"p": [replace(one, line=9)]}) == marks[0]


def test_only_its_name_asks_for_it(made: Path, tmp_path: Path) -> None:
    """A build writes proofs only if the format is named, none of the source, and keeps the others."""
    root = copy_with_translation(tmp_path, "sous 30 jours", "sous 30 jours")
    out = tmp_path / "out"
    shutil.copytree(made, out)
    assert "proof" not in run_editions("build", "--why", root=root, out=out)
    run_editions("build", "-l", "fr", "-f", "html", root=root, out=out)
    pages = out / "editions/fr/pact/html"
    assert "proof" not in "".join(one.read_text("utf-8") for one in pages.glob("*.html"))
    fresh = run_editions("build", "-l", "fr", "-f", "html", "-f", "proof", root=root, out=out)
    assert re.findall(r"(html|proof) +(\w+)", fresh) == [("html", "fresh"), ("proof", "fresh")]
    assert not (out / "editions/en").exists()
    output = run_editions("build", "-l", "en", "-f", "proof", root=root, out=out, code=2)
    assert output.startswith("register/no-translation en is the language of the source")


def test_a_proof_of_pages_has_their_passages_alone(made: Path, tmp_path: Path) -> None:
    """Passages keep their numbers, words and findings are counted of the page, and the whole is due again."""
    out = tmp_path / "out"
    whole, names = page(made, "fr"), ("--page", "pact/art-2")
    rows = [
        read_text(one) for one in whole.xpath("//tr[starts-with(@id, 'm')]") if "art-2.po" in read_text(one)
    ]
    assert 0 < len(rows) < MESSAGES
    run_editions("build", "-l", "fr", "-f", "proof", *names, root=ROOT, out=out)
    part = page(out, "fr")
    assert [read_text(one) for one in part.xpath("//tr[starts-with(@id, 'm')]")] == rows
    figures = [read_text(one) for one in part.xpath("//ul[@class='figures']/li/b")]
    assert int(figures[0]) < int(read_text(whole.xpath("//ul[@class='figures']/li/b")[0]))
    assert int(figures[3]) == len(part.xpath("//ul[@class='findings']/li"))
    assert run_editions("build", "--why", "-f", "proof", *names, "-l", "fr", root=ROOT, out=out) == ""
    why = run_editions("build", "--why", "-l", "fr", "-f", "proof", root=ROOT, out=out)
    assert why == "pact fr proof  page removed: pact/art-2\n"


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (
            ("-f", "proof", "--page", "pact/art-3"),
            "register/unknown-page .* write pact/art-2, the nearest",
        ),
        (("--page", "pact/art-2"), "cli/page .* write -f proof --page pact/art-2"),
        (("-f", "proof", "-f", "html", "--page", "pact/art-2"), "cli/page .* write -f proof"),
        (("-f", "proof", "--page", "pakt"), "register/unknown-publication .* write pact, the nearest"),
    ],
)
def test_a_page_that_no_proof_can_be_of(words: tuple[str, ...], message: str, tmp_path: Path) -> None:
    """A page is of a proof alone, and an unknown one is a line with the nearest."""
    (line,) = run_editions("build", *words, root=ROOT, out=tmp_path / "out", code=2).splitlines()
    assert re.search(message, line)


def test_the_glossary_makes_proofs_stale_and_nothing_else(made: Path, tmp_path: Path) -> None:
    """A change of the glossary is a reason to build proofs only, and is named."""
    root = copy_with_translation(tmp_path, "sous 30 jours", "sous 30 jours")
    out = tmp_path / "out"
    shutil.copytree(made, out)
    with (root / "locale/glossary.tsv").open("a", encoding="utf-8") as stream:
        stream.write("mayor\ten\tmayor\nmayor\tfr\tmaire\n")
    why = run_editions("build", "--why", "-l", "fr", "-f", "proof", root=root, out=out)
    assert why == "pact fr proof  catalogue changed: glossary.tsv\n"


def test_links_within_a_proof_are_checked(made: Path, tmp_path: Path) -> None:
    """If proofs are checked, their dead links are found."""
    out = tmp_path / "out"
    shutil.copytree(made, out)
    assert "nothing found" in run_editions("check", "-l", "fr", "-f", "proof", root=ROOT, out=out)
    file = folder(out, "fr") / "index.html"
    text = file.read_text("utf-8")
    file.write_text(text.replace('id="m13"', 'id="gone"'), encoding="utf-8")
    options = Options(root=Root(ROOT), build=BuildFolder(out), selection=Selection())
    built = make_built_edition(options, read_register(options.root), Target("pact", "fr", "proof"))
    told = messages("html/dead-link", built)
    assert any("#m13 leads to a place that index.html does not have" in each for each in told), told


@pytest.mark.parametrize(
    ("name", "publication", "language", "source"),
    [
        ("arabic-source", "mithaq", "fr", ("ar", "rtl")),
        ("french-source", "charte", "de", ("fr", "ltr")),
    ],
)
def test_any_language_may_be_the_source(
    tmp_path: Path, name: str, publication: str, language: str, source: tuple[str, str]
) -> None:
    """The first column of a proof has the source language, whichever it is."""
    words = ("build", publication, "-f", "proof", "-l", language)
    run_editions(*words, root=ROOTS / name, out=tmp_path)
    cells = page(tmp_path, language, publication).xpath("//td[@class='source']")
    assert {(cell.get("lang"), cell.get("dir")) for cell in cells} == {source}
    assert cells


def test_the_command_of_the_sheet_records_a_review(tmp_path: Path) -> None:
    """The command on the last page works, with a name in it, once no message is refused."""
    root = tmp_path / "root"
    shutil.copytree(ROOT, root)
    refused = root / "locale/fr/LC_MESSAGES/pact/art-1.po"
    text = re.sub(r'msgstr "Le maire `.*', 'msgstr "Le maire rend compte."', refused.read_text("utf-8"))
    refused.write_text(text, encoding="utf-8")
    run_editions("build", "-f", "proof", "-l", "fr", root=root, out=tmp_path / "out")
    commands = page(tmp_path / "out", "fr").xpath("//pre[@class='commands']/code")[0].text.replace("\\\n", "")
    command = commands.splitlines()[0]
    program, *words = shlex.split(command.replace("…", "Ana Pérez"))
    subprocess.run(
        [Path(sys.executable).parent / program, *words, "--root", root],
        check=True,
        capture_output=True,
    )
    header = (root / "locale/fr/LC_MESSAGES/pact/index.po").read_text("utf-8")
    assert "X-Review-State: reviewed" in header
    assert "Ana Pérez" in header


KOREAN = "도시에 사는 모든 사람은 지역의 정치 공동체로 이루어진 도시에 대한 **권리**\\\\ 를 누린다. "


def test_a_korean_word_is_whole_on_paper(tmp_path: Path) -> None:
    """No line breaks within a word, also if emphasis or a term is a part of it."""
    root = tmp_path / "root"
    shutil.copytree(ROOT, root)
    source = "The **city** is for all of us."
    for name, text in (
        ("source/pact/art-2.rst", f"\n\n{source}\n"),
        (
            "locale/ko/LC_MESSAGES/pact/art-2.po",
            f'\nmsgid "{source}"\nmsgstr "{KOREAN * 6}"\n',
        ),
    ):
        with (root / name).open("a", encoding="utf-8") as stream:
            stream.write(text)
    out = tmp_path / "out"
    run_editions("build", "-f", "proof", "-l", "ko", root=root, out=out)
    words = paper(out, "ko").split()
    found = [words.count(word) for word in ("권리를", "공동체로", "이루어진", "누린다.")]
    assert found == [6, 6, 6, 6]
    file = folder(out, "ko") / "pact-ko-proof.pdf"
    with pikepdf.open(file) as book, book.open_outline() as outline:
        (whole,) = outline.root
        assert not [one.title for one in (whole, *whole.children) if "\N{WORD JOINER}" in one.title]
        assert whole.children
