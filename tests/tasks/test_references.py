"""References between publications: their text, their target, and when they are out of date."""

from __future__ import annotations

import re
import shutil
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

import pytest
from lxml import html

from build_tools import build_plan, register
from build_tools.model import Input, Output, Target, TargetRecord
from build_tools.paths import BuildFolder, Root
from build_tools.tasks.build.inputs import Inputs
from tests.helpers.editions import ROOTS, Made, Shelf, run_editions
from tests.helpers.inspect import get_element_text, read_chapters, run_pdftotext

ROOT = "neighbours"
SAYS = {
    "en": (
        "The water is told of in The Charter of the River, Article II, and the whole in The"
        " Charter of the River. A title alone: The Charter of the River, The Source of the river’s."
    ),
    "fr": (
        "De l’eau, voir La Charte du fleuve, Article II ; du tout, voir La Charte du fleuve."
        " Un titre seul : La Charte du fleuve, La source du fleuve."
    ),
}
NAMELESS = (
    "the label river-place, of another publication, has no title — "
    "write words of your own: :ref:`words <river-place>`"
)
Found = Mapping[Target, tuple[Input, ...]]
Due = Mapping[str, str]
EMPTY: Found = MappingProxyType({})


def plain(text: str) -> str:
    """Return a text with single spaces."""
    return " ".join(re.sub(r"[\u00a0\u202f\u2060]", " ", text).split())


def addresses(made: Made, page: str) -> list[str]:
    """Return the links of a page to the pages of other editions."""
    tree = html.fromstring(made.page(page).encode())
    return [str(link) for link in tree.xpath("//main//a[not(ancestor::nav)]/@href") if "/html/" in str(link)]


@pytest.mark.parametrize("language", SAYS)
def test_it_reads_the_same_in_every_format(shelf: Shelf, language: str) -> None:
    """It has the other's title and the article's number or title, in the language of the edition."""
    made = shelf.edition(ROOT, "city", language)
    page = get_element_text(html.fromstring(made.page("index").encode()))
    ebook = " ".join(get_element_text(leaf.tree) for leaf in read_chapters(made.epub))
    for text in (page, ebook, run_pdftotext(made.pdf)):
        assert SAYS[language] in plain(text)


def test_a_proof_reads_it_in_both_languages(tmp_path: Path) -> None:
    """A proof shows the text that readers get, beside that of the source, and no label."""
    run_editions("build", "city", "-l", "fr", "-f", "proof", root=ROOTS / ROOT, out=tmp_path)
    proof = html.parse(tmp_path / "proofs/fr/city/index.html").getroot()
    for text in SAYS.values():
        assert text in plain(get_element_text(proof))


def test_a_page_leads_to_the_other_edition_in_its_language(shelf: Shelf) -> None:
    """If the other has no edition in the language, the link leads to that of its source."""
    for language, spoken in (("fr", "fr"), ("ko", "en")):
        found = addresses(shelf.edition(ROOT, "city", language), "index")
        home = f"../../../{spoken}/river/html"
        assert found[:3] == [
            f"{home}/part/water.html#river-2",
            f"{home}/index.html#river",
            f"{home}/part/water.html#river-source",
        ]
        assert found[3:] == [
            f"{home}/part/water.html#{anchor}"
            for anchor in (
                *("river-2", "river-2-p1", "river-place", "river-bank-2"),
                *("river-2-p1", "river-rule-3"),
            )
        ]


def test_each_place_is_there(shelf: Shelf) -> None:
    """Every address in the other publication is an id of one of its pages."""
    river = shelf.edition(ROOT, "river", "fr")
    for address in addresses(shelf.edition(ROOT, "city", "fr"), "index"):
        page, _, anchor = address.rpartition("/html/")[2].partition("#")
        tree = html.fromstring((river.html / page).read_bytes())
        assert tree.xpath(f"//*[@id='{anchor}']"), address


def test_a_page_below_leads_up_and_out(shelf: Shelf) -> None:
    """The relative path out of an edition fits the depth of its page."""
    found = addresses(shelf.edition(ROOT, "river", "fr"), "index")
    assert found == ["../../../fr/city/html/index.html#city-1"]


def test_another_language_is_marked(shelf: Shelf) -> None:
    """In Korean an English title is marked as English, for screen readers."""
    tree = html.fromstring(shelf.edition(ROOT, "city", "ko").page("index").encode())
    cited = {cite.xpath("string(ancestor-or-self::*[@lang][1]/@lang)") for cite in tree.xpath("//main//cite")}
    assert cited == {"en"}


def test_a_number_alone_is_no_name(shelf: Shelf) -> None:
    """In another text “B” alone would be unclear: the title is used."""
    page = get_element_text(html.fromstring(shelf.edition(ROOT, "city", "en").page("index").encode()))
    assert "A letter alone: The Charter of the River, The Other Bank." in plain(page)


def test_an_ordinal_has_its_title_beside_it(shelf: Shelf) -> None:
    """An ordinal has its title beside it, because provisions may share a title."""
    page = get_element_text(html.fromstring(shelf.edition(ROOT, "city", "en").page("index").encode()))
    assert "An ordinal alone: The Charter of the River, Third Rule." in plain(page)


@pytest.mark.parametrize(
    ("language", "says"),
    [
        ("en", "Within: The Charter of the River, Article II, paragraph 1."),
        ("fr", "Within: La Charte du fleuve, Article II."),
    ],
)
def test_a_paragraph_is_called_as_it_is_at_home(shelf: Shelf, language: str, says: str) -> None:
    """A paragraph of another text has its usual name; without a number, that of its article."""
    page = get_element_text(html.fromstring(shelf.edition(ROOT, "city", language).page("index").encode()))
    assert says in plain(page)


def test_in_a_passage_that_nobody_translated_it_is_marked_too(shelf: Shelf) -> None:
    """In an untranslated English passage a French name is marked as French."""
    tree = html.fromstring(shelf.edition(ROOT, "city", "fr").page("index").encode())
    (passage,) = tree.xpath("//main//p[contains(., 'A letter alone')]")
    assert passage.get("lang") == "en"
    assert {each.get("lang") for each in passage.xpath(".//cite")} == {"fr"}


def test_words_of_its_own_stand_where_nothing_leads(shelf: Shelf) -> None:
    """A text without web pages has no link target; an unknown label is reported."""
    made = shelf.edition(ROOT, "city", "en")
    tree = html.fromstring(made.page("index").encode())
    assert not tree.xpath("//main//a[contains(., 'paper')]")
    assert "and paper." in get_element_text(tree)
    findings = {(one.code, one.message) for one in made.findings if "label" in one.message}
    assert findings == {("source/ref.ref", "undefined label: 'nowhere'"), ("source/no-title", NAMELESS)}


def test_a_paragraph_with_a_number_beyond_all_measure_is_none(tmp_path: Path) -> None:
    """A number too long for Python makes the label unknown, without an error."""
    root = Root(Path(shutil.copytree(ROOTS / ROOT, tmp_path / "root")))
    with (root.source / "city/index.rst").open("a", encoding="utf-8") as page:
        page.write(f"\n:ref:`river-2-p{'9' * 5000}`\n")
    inputs = Inputs(register=register.read_register(root), root=root, build=BuildFolder(root.path / "build"))
    labels = {one.label for one in inputs.list_references("city", "en")}
    assert "river-2-p1" in labels
    assert not any("9" in label for label in labels)


CHANGES = {
    "the other's title": (
        ("locale/fr/LC_MESSAGES/river/part/water.po", "La *source*", "L’*origine*"),
        {"city fr html", "city fr pdf", "city fr epub"},
        "reference changed: river/river-source",
    ),
    "how the other numbers": (
        ("source/publications.toml", '"Article {roman}"', '"Section {roman}"'),
        {f"city {tag} {format}" for tag in ("en", "fr", "ko") for format in ("html", "pdf", "epub")},
        "reference changed: river/river-2",
    ),
    "a word of the other that is no title": (
        ("source/river/part/water.rst", "The water is clean.", "The water is very clean."),
        set(),
        "",
    ),
}


def reasons(root: Root, before: Found = EMPTY) -> tuple[Found, Due]:
    """Return the inputs of every target of a root, and the reason of each after earlier inputs."""
    listed = register.read_register(root)
    inputs = Inputs(register=listed, root=root, build=BuildFolder(root.path / "build"))
    now = {target: inputs.collect(target) for target in register.select_targets(listed, (), (), ())}
    made = Output(path="", sha256="", size=0)
    kept = {t: TargetRecord(target=t, inputs=before[t], output=made) for t in before}
    planned = build_plan.make_plan(tuple(now), inputs=now, records=kept, intact=kept)
    due = {f"{j.target.publication} {j.target.language} {j.target.format}": j.reason for j in planned.jobs}
    return now, due


@pytest.mark.parametrize("change", CHANGES)
def test_it_is_due_when_what_it_reads_has_changed(tmp_path: Path, change: str) -> None:
    """Before a build, a plan names the label whose text has changed, and no other."""
    (name, old, new), due, reason = CHANGES[change]
    root = Root(Path(shutil.copytree(ROOTS / ROOT, tmp_path / "root")))
    before, _ = reasons(root)
    file = root.path / name
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")
    _, after = reasons(root, before)
    assert {name for name in after if name.startswith("city")} == due
    assert all(after[name].startswith(reason) for name in due)


def test_what_it_reads_is_kept_and_made_again_where_it_is_not_ours(tmp_path: Path) -> None:
    """The cache of a language is used while nothing changes; a broken file is written again."""
    root = Root(Path(shutil.copytree(ROOTS / ROOT, tmp_path / "root")))
    before, _ = reasons(root)
    kept = BuildFolder(root.path / "build").get_references("fr")
    assert reasons(root, before)[1] == {}
    for torn in ("", "{", '{"shape": 1}', kept.read_text("utf-8")[:90]):
        kept.write_text(torn, encoding="utf-8")
        assert reasons(root, before)[1] == {}


def test_words_of_another_language_are_looked_at_too(tmp_path: Path) -> None:
    """If the other has no edition in a language, its text is in its own language."""
    root = Root(Path(shutil.copytree(ROOTS / ROOT, tmp_path / "root")))
    before, _ = reasons(root)
    words = root.get_ui_catalogue("en")
    words.parent.mkdir(parents=True)
    header = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
    words.write_text(f'{header}msgid "Article {{roman}}"\nmsgstr "Art. {{roman}}"\n', "utf-8")
    _, due = reasons(root, before)
    assert due["city ko epub"].startswith("reference changed: river/river-2")


def test_a_broken_catalogue_of_the_other_stops_only_the_other(tmp_path: Path) -> None:
    """A title that cannot be read in a language is in the language of its source."""
    root = Root(Path(shutil.copytree(ROOTS / ROOT, tmp_path / "root")))
    (root.get_messages_folder("fr") / "river" / "index.po").write_text('msgid "x\n', encoding="utf-8")
    build = BuildFolder(root.path / "build")
    inputs = Inputs(register=register.read_register(root), root=root, build=build)
    found = inputs.load_edition("city", "fr").references["river"]
    assert (found.title.text, found.title.language) == ("The Charter of the River", "en")
