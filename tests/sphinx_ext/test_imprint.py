"""The imprint: in the language of the edition, in every format, and only if it applies."""

from __future__ import annotations

from dataclasses import replace

import pikepdf
import pytest
from lxml import html

from build_tools.model import Coverage, Edition, Language, LocalizedText, Publication, Publisher, UiStrings
from build_tools.paths import PROJECT_DIR
from build_tools.sphinx_ext import imprint
from build_tools.sphinx_ext.citation import READING_EDITION
from build_tools.sphinx_ext.imprint import AUTHORITY, COVER_DESCRIPTION
from build_tools.sphinx_ext.text import sentences
from tests.helpers.editions import Made, Shelf
from tests.helpers.inspect import (
    OPF_NAMESPACES,
    XML_LANG,
    extract_words,
    get_element_text,
    read_chapters,
    read_html_pages,
    read_members,
    read_opf,
    run_pdftotext,
    text_proper,
)

DRAFT = "Not yet reviewed by a person."
ORIGINS = {
    "en": "Written by machine.",
    "fr": "Written and translated by machine (source language: {language}).",
    "ar": "Written and translated by machine (source language: {language}).",
    "ko": "Written and translated by machine (source language: {language}).",
}
ENGLISH = {"fr": "anglais", "ar": "الإنجليزية", "ko": "영어"}


@pytest.fixture(params=sorted(ORIGINS))
def reading(request: pytest.FixtureRequest, shelf: Shelf) -> Made:
    """Return the kitchen sink, a reading edition translated by machine, in a language."""
    return shelf.edition("kitchen-sink", "sink", request.param)


@pytest.fixture(params=["en", "fr"])
def adopted(request: pytest.FixtureRequest, shelf: Shelf) -> Made:
    """Return an adopted text, written by a person, in a language."""
    return shelf.edition("adopted", "act", request.param)


def get_ui_string(made: Made, message: str) -> str:
    """Return a UI string of the edition; it must be translated."""
    word = made.words(message)
    assert word.language == made.edition.language.tag
    text = word.text.format(language=ENGLISH.get(made.edition.language.tag, ""))
    return " ".join(text.split())


def origin(made: Made) -> str:
    """Return the two sentences on who wrote, translated and reviewed."""
    return f"{get_ui_string(made, ORIGINS[made.edition.language.tag])} {get_ui_string(made, DRAFT)}"


def start(made: Made) -> dict[str, str]:
    """Return the text of the start page, in each format, without the joiners of Korean particles."""
    page = next(leaf for leaf in read_html_pages(made.html) if leaf.name == "index.html")
    chapter = next(leaf for leaf in read_chapters(made.epub) if leaf.name == "index.xhtml")
    texts = {"html": text_proper(page.main_element), "epub": text_proper(chapter.main_element)}
    return {format: " ".join(text.replace("\N{WORD JOINER}", "").split()) for format, text in texts.items()}


def in_book(made: Made, sentence: str) -> bool:
    """Return whether a PDF has every word of a sentence, in any order."""
    run = "".join(extract_words(run_pdftotext(made.pdf)))
    return all(word in run for word in extract_words(sentence))


def test_a_reading_edition_says_what_it_is_not(reading: Made) -> None:
    """Title page and imprint have the complete statement in the edition's language, in every format."""
    for text in start(reading).values():
        assert text.index(get_ui_string(reading, READING_EDITION)) < text.index(
            get_ui_string(reading, "Imprint")
        )
        for sentence in AUTHORITY:
            assert get_ui_string(reading, sentence) in text
    assert all(
        in_book(reading, get_ui_string(reading, sentence)) for sentence in (READING_EDITION, *AUTHORITY)
    )


def test_a_reading_edition_says_who_owns_the_text(reading: Made) -> None:
    """The register's disclaimer is in the imprint, translated if press.po has it."""
    message = reading.edition.publication.disclaimer
    own = reading.words.translate(message, otherwise="en")
    is_french = reading.edition.language.tag == "fr"
    assert own.text == ("Ni revu ni publié par la Guilde des éviers." if is_french else message)
    assert all(own.text in text for text in start(reading).values())
    assert in_book(reading, own.text)


def french_source(tag: str, disclaimer: str = "") -> Edition:
    """Return an edition of a reading text whose source is French."""
    languages = ("fr", "ar")
    return Edition(
        publication=Publication(id="act", languages=languages, nature="reading", disclaimer=disclaimer),
        language=Language(tag=tag, name=tag),
        source=Language(tag="fr", name="fr"),
        publisher=Publisher(),
        siblings=(),
        identifier="urn:uuid:0",
    )


def test_without_a_disclaimer_no_owner_is_named() -> None:
    """A root without a disclaimer gets only the general sentences."""
    sentences = imprint.describe_notice(french_source("fr"), UiStrings(language="fr"))
    assert [word.text for word in sentences] == [READING_EDITION, *AUTHORITY]


def test_a_disclaimer_without_translation_is_in_the_source_language() -> None:
    """The disclaimer of a French source is French until press.po translates it."""
    edition = french_source("ar", disclaimer="Rien d’officiel.")
    sentences = imprint.describe_notice(edition, UiStrings(language="ar"))
    assert LocalizedText(text="Rien d’officiel.", language="fr") in sentences


@pytest.mark.parametrize("is_translated", [True, False])
def test_what_is_not_translated_is_counted_in_the_digits_of_the_sentence(is_translated: bool) -> None:
    """A Persian sentence has Persian digits; the English one, where there is none, has its own."""
    edition = french_source("fa")
    status = replace(edition.review_status, coverage=Coverage(words=100, translated=63, missing=37))
    persian = replace(edition.language, digits="۰۱۲۳۴۵۶۷۸۹")
    edition = replace(edition, language=persian, review_status=status)
    text = LocalizedText(text="از هر ۱۰۰ واژه {percent}", language="fa")
    ui_strings = UiStrings(language="fa", messages={imprint._UNTRANSLATED: text} if is_translated else {})
    sentence = imprint.describe_review_status(edition, ui_strings)[-1].text
    assert ("۳۷" if is_translated else " 37 ") in sentence


def test_code_names_no_owner_of_a_text() -> None:
    """Only the register names the owner of the adopted texts, never code or styles."""
    owner = "United Cities"
    files = [
        *(PROJECT_DIR / "build_tools").rglob("*.py"),
        *(PROJECT_DIR / "styles").rglob("*.html"),
    ]
    assert [path for path in files if owner in path.read_text(encoding="utf-8")] == []


def test_an_edition_by_machine_says_so(reading: Made) -> None:
    """The imprint says who wrote, who translated and that no person has reviewed."""
    assert all(origin(reading) in text for text in start(reading).values())
    assert in_book(reading, origin(reading))


def test_metadata_say_who_wrote(reading: Made) -> None:
    """The description of EPUB and PDF has the sentences of the imprint; in the EPUB after the summary."""
    (description,) = read_opf(reading.epub).iterfind(".//dc:description", OPF_NAMESPACES)
    assert " ".join(description.text.split()).endswith(f" {origin(reading)}")
    with pikepdf.open(reading.pdf) as book, book.open_metadata() as about:
        for text in (str(about["dc:description"]), str(book.docinfo["/Subject"])):
            assert " ".join(text.split()) == origin(reading)


def test_metadata_name_the_publisher(reading: Made) -> None:
    """Publisher and author in every format are those of the register."""
    package = read_opf(reading.epub)
    assert [one.text for one in package.iterfind(".//dc:publisher", OPF_NAMESPACES)] == ["Lantern Press"]
    assert {one.text for one in package.iterfind(".//dc:creator", OPF_NAMESPACES)} <= {"Lantern Press"}
    with pikepdf.open(reading.pdf) as book:
        assert str(book.docinfo["/Author"]) == "Lantern Press"
    for leaf in read_html_pages(reading.html):
        assert set(leaf.tree.xpath("//meta[@name='author']/@content")) <= {"Lantern Press"}


def test_every_page_says_how_it_stands(reading: Made) -> None:
    """Under each article's title a page has origin and review state, outside the main text."""
    for leaf in read_html_pages(reading.html):
        lines = [get_element_text(each) for each in leaf.main_element.xpath(".//header")]
        assert lines
        assert any(all(part in text for part in origin(reading).split(". ")) for text in lines)
        assert len(leaf.main_element.xpath(".//header//a[starts-with(@href, '#')]")) == len(lines)


def test_a_page_below_says_language_and_version(reading: Made) -> None:
    """The line under an article's title has its language and its version."""
    page = next(leaf for leaf in read_html_pages(reading.html) if leaf.name == "right-1.html")
    (standing,) = (get_element_text(each) for each in page.main_element.xpath(".//header"))
    assert reading.edition.language.name in standing
    assert "2026.1" in standing


def test_an_adopted_text_says_none_of_this(adopted: Made) -> None:
    """An adopted text has no sentence of reading editions or of machines."""
    silent = [READING_EDITION, *AUTHORITY, DRAFT, *ORIGINS.values(), "Reviewed by a person."]
    pages = [
        get_element_text(leaf.tree) for leaf in (*read_html_pages(adopted.html), *read_chapters(adopted.epub))
    ]
    texts = [*pages, run_pdftotext(adopted.pdf)]
    for message in silent:
        sentence = adopted.words(message).text.partition("(")[0].strip()
        assert not any(sentence in " ".join(text.split()) for text in texts)


def test_a_review_of_a_person_s_translation_is_told(adopted: Made) -> None:
    """An approved translation has it in the imprint and under each title; a source has nothing."""
    approved = "Relu et approuvé par une personne"
    lines = [
        get_element_text(each)
        for leaf in read_html_pages(adopted.html)
        for each in leaf.main_element.xpath(".//header")
    ]
    present = [approved in text for text in (*start(adopted).values(), *lines)]
    assert present == [not adopted.edition.is_source] * len(present)
    assert in_book(adopted, approved) != adopted.edition.is_source


def test_an_adopted_text_has_no_description(adopted: Made) -> None:
    """Metadata do not mention machines if none was involved."""
    assert read_opf(adopted.epub).find(".//dc:description", OPF_NAMESPACES) is None
    with pikepdf.open(adopted.pdf) as book, book.open_metadata() as about:
        assert "dc:description" not in about
        assert "/Subject" not in book.docinfo


def test_an_adopted_ebook_says_nothing_of_machines(adopted: Made) -> None:
    """Its package mentions machines only as validators of accessibility."""
    tree = read_opf(adopted.epub)
    for summary in tree.xpath("//*[@property='schema:accessibilitySummary']"):
        summary.getparent().remove(summary)
    package = get_element_text(tree).lower()
    assert not any(word in package for word in ("machine", "reading edition"))


# The sentence in the imprint, the language of its title, and the metadata of the EPUB.
TITLED = {
    ("kitchen-sink", "sink", "en"): ("The Sink’s Charter, as “Adopted” & Printed", "en"),
    ("kitchen-sink", "sink", "fr"): ("Charte de l’Évier", "fr"),
    ("kitchen-sink", "sink", "ar"): ("The Sink’s Charter, as “Adopted” & Printed", "en"),
    ("numbered", "plain", "en"): ("Texte simple, tel qu’il fut imprimé", "fr"),
    ("numbered", "plain", "fr"): ("Texte simple, tel qu’il fut imprimé", "fr"),
}
ADOPTED_TITLE = "Title of the adopted text: {title}"
KNOWN_AS = {"reading": "dcterms:isVersionOf", "adopted": "dcterms:alternative"}


@pytest.mark.parametrize("which", TITLED, ids=" ".join)
def test_the_title_of_the_adopted_text_is_told(shelf: Shelf, which: tuple[str, str, str]) -> None:
    """The imprint has the printed title, marked if in another language, in every format."""
    made, (title, tongue) = shelf.edition(*which), TITLED[which]
    sentence = " ".join(made.words(ADOPTED_TITLE).text.format(title=title).split())
    page = next(leaf for leaf in read_html_pages(made.html) if leaf.name == "index.html")
    chapter = next(leaf for leaf in read_chapters(made.epub) if leaf.name == "index.xhtml")
    for leaf in (page, chapter):
        (title_element,) = leaf.main_element.xpath(".//*[contains(@class, 'adopted-title')]")
        assert get_element_text(title_element) == sentence
        marked = [each.get("lang") for each in title_element.iter() if get_element_text(each) == title]
        assert marked == ([tongue] if tongue != made.edition.language.tag else [])
    assert in_book(made, sentence)


@pytest.mark.parametrize("which", TITLED, ids=" ".join)
def test_an_ebook_knows_what_it_is_a_version_of(shelf: Shelf, which: tuple[str, str, str]) -> None:
    """The package names the adopted text: as a related work, or as another title."""
    made, (title, tongue) = shelf.edition(*which), TITLED[which]
    known = KNOWN_AS[made.edition.publication.nature]
    (meta,) = read_opf(made.epub).xpath(f".//opf:meta[@property='{known}']", namespaces=OPF_NAMESPACES)
    around = meta.getroottree().getroot().get(XML_LANG)
    assert (meta.text, meta.get(XML_LANG, around)) == (title, tongue)


def test_a_text_without_such_a_title_says_nothing_of_it(adopted: Made) -> None:
    """Without an adopted title in the register, imprint and package have none."""
    sentence = adopted.words(ADOPTED_TITLE).text.partition("{")[0].strip()
    assert not any(sentence in text for text in start(adopted).values())
    assert "dcterms:alternative" not in {
        meta.get("property") for meta in read_opf(adopted.epub).iterfind(".//opf:meta", OPF_NAMESPACES)
    }


def test_the_imprint_is_the_same_in_every_format(reading: Made) -> None:
    """Imprint, citation and identifier have the same words on the page and in the EPUB."""
    page = next(leaf for leaf in read_html_pages(reading.html) if leaf.name == "index.html")
    chapter = next(leaf for leaf in read_chapters(reading.epub) if leaf.name == "index.xhtml")
    imprints = [leaf.tree.xpath("//*[@id='imprint']")[0] for leaf in (page, chapter)]
    texts = [" ".join(text_proper(each).split()) for each in imprints]
    assert texts[0] == texts[1]
    assert get_ui_string(reading, COVER_DESCRIPTION) in texts[0]
    assert reading.edition.identifier in texts[0]
    assert "Lantern Press" in texts[0]
    assert reading.edition.identifier.rpartition("-")[2] in "".join(run_pdftotext(reading.pdf).split())


def test_a_word_without_translation_is_marked(shelf: Shelf) -> None:
    """In a language without UI strings, each English one is marked as English."""
    made = shelf.edition("french-source", "charte", "de")
    page = next(leaf for leaf in read_html_pages(made.html) if leaf.name == "index.html")
    (label,) = page.tree.xpath("//*[@id='imprint']/*[starts-with(name(), 'h')]")
    assert made.words("Imprint").language == "en"
    assert [each.get("lang") for each in label if get_element_text(each)] == ["en"]


def test_the_imprint_takes_no_label_of_what_follows(shelf: Shelf) -> None:
    """If a start page has a second title, the label above it belongs to that title."""
    page = html.fromstring(shelf.edition("neighbours", "river", "en").page("index").encode())
    (section,) = page.xpath("//*[self::article or self::section][@id='river-mouth']")
    assert get_element_text(section[0]).startswith("The Mouth")
    assert not page.xpath("//section[@id='imprint']//*[@id='river-mouth']")


def test_a_title_without_a_translation_is_cited_in_its_language(shelf: Shelf) -> None:
    """An untranslated title is marked with its language in citation, home link and cover."""
    made = shelf.edition("numbered", "articles", "ko")
    page = next(leaf for leaf in read_html_pages(made.html) if leaf.name == "index.html")
    (cited,) = page.main_element.xpath("//p[@class='citation']/span[1]")
    assert cited.get("lang") == "en"
    homes = [home for leaf in read_html_pages(made.html) for home in leaf.tree.xpath("//a[@class='home']")]
    assert {home.get("lang") for home in homes} == {"en"}
    (name,) = page.tree.xpath("//nav[@class='toctree-wrapper']/@aria-label")
    assert name == made.words("Contents").text
    cover = read_members(made.epub)["EPUB/cover.xhtml"].decode()
    assert f'alt="{get_element_text(cited).removesuffix(".")}" lang="en"' in cover


def test_what_the_bars_show_is_said_in_its_language(shelf: Shelf) -> None:
    """In a language without UI strings, the description of the cover is English."""
    made = shelf.edition("french-source", "charte", "de")
    with pikepdf.open(made.pdf) as book:
        dictionaries = [one for one in book.objects if isinstance(one, pikepdf.Dictionary)]
        bars = [one for one in dictionaries if str(one.get("/Alt", "")).startswith("The bars on")]
        assert [str(one.Lang) for one in bars] == ["en"]


@pytest.mark.parametrize(("tag", "text"), [("ja", "憲章。"), ("zh-Hans", "憲章。"), ("ko", "憲章.")])
def test_a_citation_has_the_stop_of_its_language(tag: str, text: str) -> None:
    """A citation ends with the full stop of its language."""
    (stopped,) = sentences.end_sentences([LocalizedText(text="憲章", language=tag)])
    assert stopped.text == text
