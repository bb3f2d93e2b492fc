"""A text in twelve scripts: built without a finding, in the signs of each language, found and heard."""

from __future__ import annotations

import re
import subprocess
import unicodedata
from collections.abc import Callable, Mapping
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from icu4py.breakers import WordBreaker
from PIL import Image, ImageChops, ImageFilter, ImageStat

from build_tools.paths import BuildFolder
from tests.helpers.editions import FORMATS, ROOTS, Made, Wish, make_apart, root_of

GOLDEN = Path(__file__).parents[1] / "golden" / "pages"
# The mark of the first item, the opening and the closing quotation mark, the digit three.
SIGNS = {
    "he": ("א", "””", "3"), "fa": ("الف", "«»", "۳"), "hi": ("क", "“”", "3"),
    "bn": ("ক", "“”", "৩"), "th": ("ก", "“”", "3"), "km": ("ក", "“”", "3"), "my": ("က", "“”", "၃"),
    "am": ("ሀ", "«»", "3"), "hy": ("ա", "«»", "3"), "el": ("α", "«»", "3"),
    "zh-Hans": ("a", "“”", "3"), "ja": ("a", "「」", "3"),
}  # fmt: skip
# The others of the root, of scripts that are here or have no rules of their own, are built by hand.
LANGUAGES = list(SIGNS)
EVERY_FORMAT = ["fa"]
Extract = Callable[[Path], str]
MARKUP = re.compile(r"\\.|\[#[^\]]*\]_|[*`]")
INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069]")


@pytest.fixture(scope="module")
def editions(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Made]:
    """Return the edition of each language: its book, and for Persian page and e-book too."""
    folder = tmp_path_factory.mktemp("scripts")
    wishes = (
        Wish(
            root=root_of("scripts"),
            publication="streets",
            language=tag,
            build=BuildFolder(folder / "build"),
            formats=FORMATS if tag in EVERY_FORMAT else ("pdf",),
        )
        for tag in LANGUAGES
    )
    return {made.edition.language.tag: made for made in make_apart(wishes)}


@pytest.fixture(params=LANGUAGES)
def made(request: pytest.FixtureRequest, editions: Mapping[str, Made]) -> Made:
    """Return the edition of each language in turn."""
    return editions[request.param]


def extract_by_poppler(book: Path) -> str:
    """Return the text that poppler copies."""
    done = subprocess.run(["pdftotext", book, "-"], check=True, capture_output=True)
    return done.stdout.decode()


def extract_by_pdfium(book: Path) -> str:
    """Return the text that PDFium copies."""
    document = pypdfium2.PdfDocument(book)
    try:
        return "\n".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()


def normalize(text: str) -> str:
    """Return a text without invisible characters, in one form of each letter."""
    return unicodedata.normalize("NFC", INVISIBLE.sub("", text))


def list_words(tag: str) -> set[str]:
    """Return the words of a translation, as ICU divides them."""
    locale = tag.replace("-", "_")
    catalogue = ROOTS / "scripts" / "locale" / locale / "LC_MESSAGES" / "streets" / "index.po"
    texts = re.findall(r'^msgstr "(.+)"$', catalogue.read_text("utf-8"), re.MULTILINE)
    pieces = {str(piece) for text in texts for piece in WordBreaker(MARKUP.sub(" ", text), locale)}
    return {normalize(piece) for piece in pieces if all(unicodedata.category(c)[0] in "LM" for c in piece)}


def test_an_edition_is_made_without_a_finding(made: Made) -> None:
    """Each is written in three formats, and nothing is told of it."""
    assert made.wrong == {}
    assert [finding for finding in made.findings if finding.severity != "note"] == []


def test_signs_are_those_of_the_language(made: Made) -> None:
    """Items, quotation marks and numbers of a book are in the letters, marks and digits of the language."""
    tag = made.edition.language.tag
    mark, quotes, digit = SIGNS[tag]
    text = normalize(extract_by_poppler(made.pdf))
    assert re.search(rf"(?m)(^|\s)\.?{mark}\.?(\s|$)", text)
    assert re.search(rf"{quotes[0]}\w|\w[\u0300-\u036f]*{quotes[1]}", text)
    assert digit in text


@pytest.mark.parametrize("tag", EVERY_FORMAT)
def test_no_mark_of_a_page_is_straight(tag: str, editions: Mapping[str, Made]) -> None:
    """Quotation marks of a page are those of the language, as are the letters of its lists."""
    text = re.sub("<[^>]*>", "", editions[tag].page("index").partition("<main")[2].partition(">")[2])
    quotes = SIGNS[tag][1]
    assert '"' not in text
    assert re.search(rf"{quotes[0]}\w[^{quotes}]*{quotes[1]}", text)


@pytest.mark.parametrize("tag", ["el", "fa"])
def test_a_text_of_one_page_has_contents(tag: str, editions: Mapping[str, Made]) -> None:
    """The articles of the start page stand in the contents, and each beside them in the bookmarks."""
    book = editions[tag].pdf
    done = subprocess.run(["pdftotext", "-f", "4", "-l", "5", book, "-"], check=True, capture_output=True)
    with pikepdf.open(book) as document, document.open_outline() as outline:
        titles = [normalize(item.title).split("\N{EM SPACE}") for item in outline.root]
    articles = [title[1] for title in titles if len(title) == 2]
    assert len(articles) == 10
    assert [name for name in articles if name not in normalize(done.stdout.decode())] == []


@pytest.mark.parametrize("tag", LANGUAGES)
@pytest.mark.parametrize("extract", [extract_by_poppler, extract_by_pdfium])
def test_words_of_a_book_are_found(tag: str, extract: Extract, editions: Mapping[str, Made]) -> None:
    """Every word can be found and copied, by both programs: fifty at least of each language."""
    text = normalize(extract(editions[tag].pdf))
    lines = "".join(re.sub(r"-\s*\n|\ufffe", "", text).split())  # words that a line divides
    words = list_words(tag)
    assert len(words) >= 50
    assert {word for word in words if word not in text and word not in lines} == set()


@pytest.mark.parametrize("tag", LANGUAGES)
def test_a_page_looks_as_it_was_reviewed(
    tag: str, editions: Mapping[str, Made], tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    """A blurred page of each language equals the one that was reviewed."""
    seen, known = tmp_path / "page", GOLDEN / f"streets-{tag}.png"
    drawn = ["pdftoppm", "-r", "36", "-gray", "-png", "-singlefile", "-f", "7"]
    subprocess.run([*drawn, str(editions[tag].pdf), str(seen)], check=True)
    if request.config.getoption("--update-golden"):
        known.write_bytes(seen.with_suffix(".png").read_bytes())
    blur = ImageFilter.BoxBlur(6)
    with Image.open(seen.with_suffix(".png")) as first, Image.open(known) as second:
        assert first.size == second.size
        apart = ImageChops.difference(first.filter(blur), second.filter(blur))
    assert ImageStat.Stat(apart).extrema[0][1] < 6
