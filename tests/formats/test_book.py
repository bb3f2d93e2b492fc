"""The PDF book: what readers, printers and PDF readers need."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import page as judge
import pikepdf
import pytest
from PIL import Image, ImageChops, ImageFilter, ImageStat

from build_tools.covers import SCRIPT_SCALES, fit_text
from build_tools.paths import BuildFolder, Root
from build_tools.render.html_builder import build_stylesheet
from tests.helpers.editions import ROOTS, Made, Shelf, Wish, make_apart
from tests.helpers.inspect import INVISIBLE, extract_words

GOLDEN = Path(__file__).parents[1] / "golden" / "pages"
MM = 72 / 25.4
PRINTED = [("kitchen-sink", "sink", language) for language in ("en", "fr", "ar", "ko")]


@lru_cache(maxsize=32)
def sheets(book: Path) -> tuple[str, ...]:
    """Return the words of each page, in lines."""
    done = subprocess.run(["pdftotext", "-layout", book, "-"], check=True, capture_output=True)
    return tuple(INVISIBLE.sub("", done.stdout.decode()).split("\f")[:-1])


def places(book: pikepdf.Pdf) -> dict[str, int]:
    """Return the page number of each named destination."""
    numbers: dict[Any, int] = {page.objgen: at for at, page in enumerate(book.pages, 1)}
    names = book.Root.Names.Dests.Names
    return {str(name): numbers[place[0].objgen] for name, place in zip(names[::2], names[1::2], strict=True)}


def elements(book: pikepdf.Pdf) -> Iterator[Any]:
    """Yield every structure element."""
    waiting = [book.Root.StructTreeRoot]
    while waiting:
        found = waiting.pop()
        yield found
        kids: Any = found.get("/K", [])
        each = kids if isinstance(kids, pikepdf.Array) else [kids]
        waiting.extend(kid for kid in each if isinstance(kid, pikepdf.Dictionary) and "/S" in kid)


# A false warning about some streams, whose length is right (qpdf and veraPDF agree).
FALSE_ALARM = "PDFA2A-STREAM-LENGTH-001"


@pytest.mark.parametrize("profile", ["ua1", "2a"])
def test_a_book_is_for_every_reader_and_for_keeps(made: Made, profile: str) -> None:
    """A validator finds no violation of PDF/UA-1 or PDF/A-2a in any edition of any root."""
    found = judge.validate_pdf(str(made.pdf), profile=profile).failures
    assert [each for each in found if each.rule_id != FALSE_ALARM] == []


def test_every_face_is_within(made: Made) -> None:
    """Every font is embedded, as a subset."""
    done = subprocess.run(["pdffonts", made.pdf], check=True, capture_output=True, text=True)
    faces = [line.split() for line in done.stdout.splitlines()[2:]]
    assert faces
    assert [face for face in faces if face[-5:-2] != ["yes", "yes", "yes"]] == []


def test_a_book_opens_as_it_is_read(made: Made) -> None:
    """A viewer shows title and language of a tagged A5 book, with the right binding side."""
    with pikepdf.open(made.pdf) as book:
        assert str(book.Root.Lang) == made.edition.language.tag
        assert str(book.docinfo["/Title"]) == made.title
        assert book.Root.ViewerPreferences.DisplayDocTitle
        assert book.Root.MarkInfo.Marked
        turns = str(book.Root.ViewerPreferences.get("/Direction", "/L2R"))
        assert turns == ("/R2L" if made.edition.language.is_rtl else "/L2R")
        sizes = {tuple(round(float(side) / MM) for side in page.mediabox) for page in book.pages}
    assert sizes == {(0, 0, 148, 210)}


@pytest.mark.parametrize("language", ["en", "ar", "ko"])
def test_a_title_is_as_large_as_its_lines_were_cut_for(shelf: Shelf, language: str) -> None:
    """On the cover each line of a title fits, so that none wraps."""
    made = shelf.edition("kitchen-sink", "sink", language)
    with pikepdf.open(made.pdf) as book:
        drawn = book.pages[0].Contents.read_bytes()
    sizes = [float(found) * 0.75 for found in re.findall(rb"/\S+ ([\d.]+) Tf", drawn)]
    largest = 7.2 * SCRIPT_SCALES.get(made.edition.language.writing_system, 1)
    cut = fit_text(made.title, 75.6, largest=largest, smallest=3.6, most=4)
    assert max(sizes) == pytest.approx(cut.size / 100 * 148 * MM, rel=0.01)


def test_contents_give_the_page_of_each_entry(made: Made) -> None:
    """Each entry of the contents, also with an equal title, has the page that it links to."""
    with pikepdf.open(made.pdf) as book:
        there = places(book)
        pages = book.pages[3 : first_of_text(made) - 1]
        links = [link for page in pages for link in page.get("/Annots", [])]
        folios = [(str(link.Contents), str(there[str(link.Dest)])) for link in links]
    shown = [
        one
        for one in made.articles
        if one.page != made.chapters[0].page and (one.depth == 1 or (one.depth == 2 and one.designation))
    ]
    borne = [(folio, at) for folio, at in folios if folio.isdigit()]
    assert len(borne) == len(shown)
    assert [(folio, at) for folio, at in borne if folio != at] == []


def first_of_text(made: Made) -> int:
    """Return the first page with a folio."""
    numbered = ((at, find_folio(sheet)) for at, sheet in enumerate(sheets(made.pdf), 1))
    return next(at for at, folio in numbered if at > 3 and folio == str(at))


def find_folio(sheet: str) -> str:
    """Return the number at either end of the last line of a page, beside what the edition is."""
    last = sheet.rstrip().rpartition("\n")[2].split()
    return next((word for word in (*last[-1:], *last[:1]) if word.isdigit()), "")


@pytest.mark.parametrize("edition", PRINTED, ids="-".join)
def test_contents_are_grouped(shelf: Shelf, edition: tuple[str, str, str]) -> None:
    """The captions of toctrees are in the contents of the book."""
    made = shelf.edition(*edition)
    shown = "".join(extract_words("".join(sheets(made.pdf)[3 : first_of_text(made) - 1])))
    captions = [chapter.caption for chapter in made.chapters if chapter.caption]
    assert captions
    assert [one for one in captions if "".join(extract_words(one)) not in shown] == []


def test_a_part_begins_where_the_book_is_opened(made: Made) -> None:
    """Groups of chapters begin on odd pages, the last ones not if too many pages would be blank."""
    with pikepdf.open(made.pdf) as book:
        there = places(book)
    firsts = [chapter.articles[0].anchor for chapter in made.chapters if chapter.caption]
    begun = {anchor: there[anchor] for anchor in firsts if anchor in there}
    assert bool(begun) == any(chapter.caption for chapter in made.chapters)
    late = [at % 2 == 0 for at in begun.values()]
    assert late == sorted(late)


@pytest.mark.parametrize("language", ["en", "fr", "ko"])
def test_heads_name_publication_and_article(shelf: Shelf, language: str) -> None:
    """Running heads name the text on even pages and the chapter on odd ones."""
    made = shelf.edition("kitchen-sink", "sink", language)
    chapter = next(chapter for chapter in made.chapters if chapter.page == "blocks")
    with pikepdf.open(made.pdf) as book:
        begins = places(book)[chapter.articles[0].anchor]
    first, even, odd = sheets(made.pdf)[begins - 1 : begins + 2]
    assert made.title not in first
    assert re.match(rf"\s*{re.escape(made.title)}\s*\n", even)
    assert chapter.title not in even.partition("\n")[0]
    assert re.match(rf"\s*{re.escape(chapter.title)}\s*\n", odd)


def test_a_note_stands_where_it_is_called(shelf: Shelf) -> None:
    """A note is at the foot of the page with its reference, with separate paragraphs."""
    made = shelf.edition("kitchen-sink", "sink", "en")
    (sheet,) = (sheet for sheet in sheets(made.pdf) if "A first note" in sheet)
    foot = sheet.partition("Note number seven.")[2]
    assert re.match(r"\s*\n\s*It has a second paragraph\.", foot)


@pytest.mark.parametrize("language", ["en", "fr", "ar", "ko"])
def test_a_call_and_its_note_lead_to_one_another(shelf: Shelf, language: str) -> None:
    """Each footnote follows its reference in the structure; both link to each other."""
    made = shelf.edition("kitchen-sink", "sink", language)
    with pikepdf.open(made.pdf) as book:
        there, found = places(book), list(elements(book))
        page = {page.objgen: at for at, page in enumerate(book.pages, 1)}
        notes = [note for part in found for note in pairwise(parts(part)) if note[1].S == "/Note"]
        foot = [(call, note) for call, note in notes if call.S == "/Reference"]
        assert len({str(note.ID) for _, note in foot}) == len(foot) > 9
        for call, note in foot:
            to, back = (leads(parts(each)[0]) for each in (call, parts(note)[0]))
            assert there[to] == there[back] == page[parts(note)[1].Pg.objgen]
            assert to != back


def parts(part: Any) -> list[Any]:
    """Return the child elements of an element."""
    kids = part.get("/K", [])
    return [kid for kid in kids if isinstance(kid, pikepdf.Dictionary) and "/S" in kid]


def leads(part: Any) -> str:
    """Return the destination of the link in an element."""
    link = part if part.S == "/Link" else parts(part)[0]
    lead = next(kid for kid in link.K if isinstance(kid, pikepdf.Dictionary) and "/Obj" in kid)
    return str(lead.Obj.Dest)


@pytest.mark.parametrize("edition", PRINTED, ids="-".join)
def test_pages_are_counted_as_their_folios(shelf: Shelf, edition: tuple[str, str, str]) -> None:
    """Page labels are the printed folios."""
    made = shelf.edition(*edition)
    with pikepdf.open(made.pdf) as book:
        named = [page.label for page in book.pages]
    folios = map(find_folio, sheets(made.pdf))
    borne = [(name, folio) for name, folio in zip(named, folios, strict=True) if folio]
    assert len(borne) > 9
    first = first_of_text(made)
    assert [at for at in borne if int(at[0]) >= first and at[0] != at[1]] == []


def test_a_list_counts_from_where_its_author_began(shelf: Shelf) -> None:
    """A list that starts at five prints a five."""
    made = shelf.edition("kitchen-sink", "sink", "en")
    assert any(re.search(r"5\s+A list that begins at five\.", sheet) for sheet in sheets(made.pdf))


def test_heads_of_tables_are_told(shelf: Shelf) -> None:
    """Each header cell has its scope; a layout table is no table."""
    made = shelf.edition("kitchen-sink", "sink", "en")
    with pikepdf.open(made.pdf) as book:
        found = list(elements(book))
        heads = [str(each.A.get("/Scope", "")) for each in found if each.get("/S") == "/TH"]
        cells = [each for each in found if each.get("/S") == "/TD"]
    assert set(heads) == {"/Column", "/Row"}
    assert cells


def test_a_sheet_that_no_style_describes_is_a_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A misspelt size of the design fails books with its name and those that there are."""
    chosen = build_stylesheet("print").replace("--edition-size: a5", "--edition-size: a6")
    monkeypatch.setattr("build_tools.render.html_builder.build_stylesheet", lambda *_: chosen)
    wish = Wish(
        root=Root(ROOTS / "adopted"),
        publication="act",
        language="fr",
        build=BuildFolder(tmp_path),
        formats=("pdf",),
    )
    (made,) = make_apart([wish])
    line = "styles/base/tokens.css: styles/unknown --edition-size is a6, a size that no style describes"
    assert made.wrong["pdf"].splitlines()[-1].endswith(f"{line} — write a5, a4 or large")


@pytest.mark.parametrize(("size", "width", "height", "text"), [("a4", 210, 297, 12), ("large", 210, 297, 18)])
def test_one_token_chooses_the_sheet(
    size: str, width: int, height: int, text: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One line of tokens.css changes the page size to A4 or to large print."""
    plain = build_stylesheet("print")
    chosen = plain.replace("--edition-size: a5", f"--edition-size: {size}")
    assert chosen != plain
    monkeypatch.setattr("build_tools.render.html_builder.build_stylesheet", lambda *_: chosen)
    build = BuildFolder(tmp_path)
    wish = Wish(
        root=Root(ROOTS / "adopted"),
        publication="act",
        language="fr",
        build=build,
        formats=("pdf",),
    )
    (made,) = make_apart([wish])
    with pikepdf.open(made.pdf) as book:
        side = [round(float(side) / MM) for side in book.pages[0].mediabox][2:]
        drawn = b"".join(page.Contents.read_bytes() for page in book.pages)
    sizes = {round(float(found) * 0.75, 1) for found in re.findall(rb"/\S+ ([\d.]+) Tf", drawn)}
    assert side == [width, height]
    assert text in sizes


@pytest.mark.parametrize("edition", PRINTED, ids="-".join)
def test_a_page_looks_as_it_did(
    shelf: Shelf, edition: tuple[str, str, str], tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    """A blurred page of each script equals the one that was reviewed."""
    made = shelf.edition(*edition)
    with pikepdf.open(made.pdf) as book:
        at = str(places(book)["ks-1"])
    seen, known = tmp_path / "page", GOLDEN / f"right-1-{edition[2]}.png"
    drawn = ["pdftoppm", "-r", "36", "-gray", "-png", "-singlefile", "-f", at]
    subprocess.run([*drawn, str(made.pdf), str(seen)], check=True)
    if request.config.getoption("--update-golden"):
        known.parent.mkdir(parents=True, exist_ok=True)
        known.write_bytes(seen.with_suffix(".png").read_bytes())
    assert difference(seen.with_suffix(".png"), known) < 6


def difference(one: Path, other: Path) -> float:
    """Return the largest difference of two blurred pictures, up to 255."""
    blur = ImageFilter.BoxBlur(6)
    with Image.open(one) as first, Image.open(other) as second:
        assert first.size == second.size
        apart = ImageChops.difference(first.filter(blur), second.filter(blur))
    return float(ImageStat.Stat(apart).extrema[0][1])
