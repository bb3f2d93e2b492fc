"""A small book that every check passes: two pages, written by hand, for tests to break."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import pikepdf
from fontTools import subset
from fontTools.ttLib import TTFont
from pikepdf import Array, Dictionary, Name, Pdf, String
from PIL import ImageCms

A5 = (0, 0, 420, 595)
TITLE = "A small book"
# In visual order: a word with a vowel mark, and one without.
ARABIC = "قح لَماعُي"
LETTERS = "".join(map(chr, range(0x20, 0x7F))) + ARABIC + "–Ελλ"
XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">A small book</rdf:li></rdf:Alt></dc:title>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance></rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<pdfuaid:part>1</pdfuaid:part></rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#"><pdfaExtension:schemas><rdf:Bag>
<rdf:li rdf:parseType="Resource"><pdfaSchema:schema>PDF/UA</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix><pdfaSchema:property><rdf:Seq>
<rdf:li rdf:parseType="Resource"><pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289</pdfaProperty:description></rdf:li>
</rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>
</rdf:RDF></x:xmpmeta><?xpacket end="r"?>"""

Edit = Callable[[Pdf], object]


@dataclass(slots=True)
class Maker:
    """A book under construction: the content of each page, and its structure."""

    pdf: Pdf
    font: Any
    glyphs: dict[str, int]
    drawn: list[list[str]] = field(default_factory=list)
    parents: list[Any] = field(default_factory=list)

    def page(self) -> None:
        """Begin a page."""
        page = self.pdf.add_blank_page(page_size=A5[2:])
        page.obj.update({"/Resources": Dictionary(Font=Dictionary(F=self.font))})
        page.obj.update({"/Tabs": Name.S, "/StructParents": len(self.parents)})
        self.drawn.append([])
        self.parents.append(Array())

    def part(self, above: Any, kind: str, **says: Any) -> Any:
        """Begin an element in another."""
        made = self.pdf.make_indirect(
            Dictionary(Type=Name.StructElem, S=Name(f"/{kind}"), P=above, K=Array(), **says)
        )
        above.K.append(made)
        return made

    def shown(self, words: str, x: float, y: float, size: float) -> str:
        """Return the operators that draw some words."""
        codes = "".join(f"{self.glyphs[letter]:04x}" for letter in words)
        return f"BT /F {size} Tf 1 0 0 1 {x} {y} Tm [<{codes}>] TJ ET"

    def words(self, above: Any, words: str, x: float, y: float, size: float = 10) -> None:
        """Draw some words of an element on the last page."""
        page, marks = self.pdf.pages[-1].obj, self.parents[page_of(self)]
        what = self.shown(words, x, y, size)
        self.drawn[-1].append(f"/Span <</MCID {len(marks)}>> BDC {what} EMC")
        above.update({"/Pg": page})
        above.K.append(len(marks))
        marks.append(above)

    def furniture(self, words: str, x: float, y: float) -> None:
        """Draw some words as an artifact."""
        what = self.shown(words, x, y, 8)
        self.drawn[-1].append(f"/Artifact <</Type /Pagination>> BDC {what} EMC")

    def link(self, above: Any, words: str, x: float, y: float, **leads: Any) -> Any:
        """Begin a link of an element on the last page, and draw its words."""
        made = self.part(above, "Link")
        self.words(made, words, x, y, leads.pop("size", 10))
        box = Array([x, y - 2, x + 5 * len(words), y + 8])
        note = self.pdf.make_indirect(
            Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=box, F=4, Contents=String(words))
        )
        note.update({f"/{name}": value for name, value in leads.items()})
        note.update({"/Border": Array([0, 0, 0]), "/StructParent": len(self.parents)})
        page = self.pdf.pages[-1].obj
        page.update({"/Annots": Array([*page.get("/Annots", ()), note])})
        made.K.append(Dictionary(Type=Name.OBJR, Obj=note, Pg=page))
        self.parents.append(made)
        return made


def page_of(maker: Maker) -> int:
    """Return which of the parents belong to the content of the last page."""
    return int(maker.pdf.pages[-1].StructParents)


def sample(path: Path, edit: Edit | None = None) -> Path:
    """Write the book, with a change if there is one; return its path."""
    pdf = made()
    if edit is not None:
        edit(pdf)
    path.parent.mkdir(parents=True, exist_ok=True)
    options: dict[str, Any] = {"deterministic_id": True, "compress_streams": False}
    pdf.save(path, object_stream_mode=pikepdf.ObjectStreamMode.disable, min_version="1.7", **options)
    return path


def made() -> Pdf:
    """Return the unbroken book."""
    pdf = pikepdf.new()
    data, glyphs, widths = face()
    maker = Maker(pdf, _font(pdf, data, glyphs, widths), glyphs)
    root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot, K=Array()))
    book = maker.part(root, "Document")
    _first(maker, book)
    _second(maker, book)
    for page, drawn in zip(pdf.pages, maker.drawn, strict=True):
        page.Contents = pdf.make_stream("\n".join(drawn).encode())
    nums = [each for at, parent in enumerate(maker.parents) for each in (at, parent)]
    root.update({"/ParentTree": pdf.make_indirect(Dictionary(Nums=Array(nums)))})
    root.update({"/ParentTreeNextKey": len(maker.parents)})
    _tell(pdf, root)
    return pdf


def _first(maker: Maker, book: Any) -> None:
    maker.page()
    maker.furniture(TITLE, 40, 560)
    maker.words(maker.part(book, "H1"), TITLE, 40, 500, 20)
    text = maker.part(book, "P")
    maker.words(text, "A city has inhabitants who meet one an-", 40, 460)
    maker.words(text, "other in it.", 40, 446)
    call = maker.part(text, "Reference")
    maker.link(call, "1", 94, 450, size=6, Dest=String("note-1"))
    note = maker.part(text, "Note", ID=String("note-1"))
    maker.link(maker.part(note, "Lbl"), "1", 40, 80, size=6, Dest=String("call-1"))
    maker.words(note, " Nobody has counted them.", 44, 80, 8)
    listed = maker.part(book, "L")
    for at, words in enumerate(("To live there", "To stay")):
        item = maker.part(listed, "LI")
        maker.words(maker.part(item, "Lbl"), "–", 40, 420 - 14 * at)
        maker.words(maker.part(item, "LBody"), words, 60, 420 - 14 * at)
    more = maker.part(book, "P")
    maker.words(more, "See ", 40, 380)
    there = maker.link(more, "The second part", 60, 380, Dest=String("second"))
    maker.words(there, "2", 140, 380, 7)
    maker.furniture("1", 380, 30)


def _second(maker: Maker, book: Any) -> None:
    maker.page()
    maker.words(maker.part(book, "H2"), "The second part", 40, 500, 16)
    table = maker.part(book, "Table")
    rows = [("TH", "Right", "City"), ("TD", "Water", "All")]
    for at, (kind, *cells) in enumerate(rows):
        row = maker.part(table, "TR")
        for column, words in enumerate(cells):
            head = {"A": Dictionary(O=Name.Table, Scope=Name.Column)} if kind == "TH" else {}
            maker.words(maker.part(row, kind, **head), words, 40 + 90 * column, 470 - 14 * at)
    picture = maker.part(book, "Figure", Alt=String("A square"), Pg=maker.pdf.pages[-1].obj)
    picture.update({"/A": Dictionary(O=Name.Layout, BBox=Array([40, 300, 80, 340]))})
    picture.K.append(len(maker.parents[page_of(maker)]))
    maker.drawn[-1].append(
        f"/Figure <</MCID {len(maker.parents[page_of(maker)])}>> BDC 40 300 40 40 re f EMC"
    )
    maker.parents[page_of(maker)].append(picture)
    text = maker.part(book, "P", Lang=String("ar"))
    maker.words(text, ARABIC, 40, 270)
    text = maker.part(book, "P")
    maker.words(text, "Its words are at ", 40, 250)
    address = Dictionary(S=Name.URI, URI=String("https://city.example/"))
    maker.link(text, "city.example", 120, 250, A=address)
    maker.furniture("2", 380, 30)


def _tell(pdf: Pdf, root: Any) -> None:
    """Write the metadata of the book and its named destinations."""
    first, second = (page.obj for page in pdf.pages)
    at = {"call-1": (first, 460), "note-1": (first, 88), "second": (second, 520)}
    places = [
        each
        for name, (page, top) in at.items()
        for each in (String(name), Array([page, Name.XYZ, 40, top, 0]))
    ]
    pdf.Root.update(
        {
            "/Lang": String("en"),
            "/MarkInfo": Dictionary(Marked=True),
            "/ViewerPreferences": Dictionary(DisplayDocTitle=True),
            "/StructTreeRoot": root,
            "/Names": Dictionary(Dests=Dictionary(Names=Array(places))),
            "/PageLabels": Dictionary(Nums=Array([0, Dictionary(S=Name.D)])),
            "/OutputIntents": Array([_colours(pdf)]),
            "/Metadata": pdf.make_stream(XMP.encode(), Type=Name.Metadata, Subtype=Name.XML),
        }
    )
    pdf.docinfo["/Title"] = TITLE
    with pdf.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem(TITLE, Array([first, Name.Fit])))
        outline.root.append(pikepdf.OutlineItem("The second part", Array([second, Name.Fit])))


def _colours(pdf: Pdf) -> Dictionary:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return Dictionary(
        Type=Name.OutputIntent,
        S=Name.GTS_PDFA1,
        OutputConditionIdentifier=String("sRGB"),
        DestOutputProfile=pdf.make_stream(profile, N=3),
    )


@cache
def face() -> tuple[bytes, dict[str, int], dict[int, int]]:
    """Return a small font: its file, the glyph number of each letter, and their widths."""
    options = subset.Options(layout_features=[], notdef_outline=True, hinting=False)
    cutter = subset.Subsetter(options)
    source = files("fontpkg_amiri").joinpath("files/Amiri-Regular.ttf").read_bytes()
    font = TTFont(io.BytesIO(source))
    cutter.populate(text=LETTERS)
    cutter.subset(font)
    written = io.BytesIO()
    font.save(written)
    cmap, scale = font.getBestCmap(), 1000 / font["head"].unitsPerEm
    glyphs = {chr(code): font.getGlyphID(name) for code, name in cmap.items()}
    widths = {
        font.getGlyphID(name): round(width * scale) for name, (width, _) in font["hmtx"].metrics.items()
    }
    return written.getvalue(), glyphs, widths


def _font(pdf: Pdf, data: bytes, glyphs: dict[str, int], widths: dict[int, int]) -> Any:
    name = Name("/ABCDEF+Amiri")
    described = pdf.make_indirect(
        Dictionary(
            Type=Name.FontDescriptor,
            FontName=name,
            Flags=4,
            FontBBox=Array([-500, -500, 1500, 1500]),
            ItalicAngle=0,
            Ascent=900,
            Descent=-300,
            CapHeight=700,
            StemV=80,
            FontFile2=pdf.make_stream(data, Length1=len(data)),
        )
    )
    inner = Dictionary(
        Type=Name.Font,
        Subtype=Name.CIDFontType2,
        BaseFont=name,
        CIDSystemInfo=Dictionary(Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0),
        FontDescriptor=described,
        CIDToGIDMap=Name.Identity,
        W=Array([0, Array([widths.get(at, 0) for at in range(max(widths) + 1)])]),
    )
    rows = "\n".join(f"<{glyph:04x}> <{ord(letter):04x}>" for letter, glyph in glyphs.items())
    metadata = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapType 2 def\n"
        "/CMapName /M def 1 begincodespacerange <0000> <ffff> endcodespacerange\n"
        f"{len(glyphs)} beginbfchar\n{rows}\nendbfchar\n"
        "endcmap CMapName currentdict /CMap defineresource pop end end"
    )
    return pdf.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.Type0,
            BaseFont=name,
            Encoding=Name("/Identity-H"),
            DescendantFonts=Array([pdf.make_indirect(inner)]),
            ToUnicode=pdf.make_stream(metadata.encode()),
        )
    )
