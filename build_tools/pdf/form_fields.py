"""Add text fields to a PDF: places to type, where a document has elements with `data-field`.

A field has no border and no fill: what stands below it is seen. Viewers draw what is typed in the font that
the field names, and some know no other for letters that it lacks: so that of the edition is embedded.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pydyf
from weasyprint import Document

from build_tools.fonts import FieldFont
from build_tools.pdf import layout_boxes

HELVETICA = {"Type": "/Font", "Subtype": "/Type1", "BaseFont": "/Helvetica", "Encoding": "/WinAnsiEncoding"}
# PDFium (Chromium) takes an embedded font for letters of any script if its name is that of symbols.
EMBEDDED_NAME, HELVETICA_NAME = "Wingdings", "Helv"
# As large as the text fits (ISO 32000-1, 12.7.3.3), so that nothing of it is hidden in print.
APPEARANCE = "/{} 0 Tf 0 g"
SYMBOLIC = 1 << 2
PRINTED, MULTILINE = 1 << 2, 1 << 12
RIGHT_ALIGNED = 2
TOUNICODE_HEAD = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <ffff>
endcodespacerange"""
TOUNICODE_FOOT = """endcmap
CMapName currentdict /CMap defineresource pop
end
end"""

Frame = tuple[float, float, float, float]


def add_form_fields(document: Document, pdf: Any, font: FieldFont | None) -> None:
    """Add the fields of all pages, and declare them in the document catalog, to be written in a font."""
    fields = pydyf.Array()
    appearance = pydyf.String(APPEARANCE.format(_get_font_name(font)))
    for page, reference in zip(document.pages, pdf.page_references, strict=True):
        widgets = pydyf.Array()
        for box, frame in _iter_field_boxes(page):
            box.widget_annotation = _write_field(pdf, box, frame, reference, appearance)
            widgets.append(box.widget_annotation.reference)
        if widgets:
            owner = pdf.objects[int(reference.split()[0])]
            owner["Annots"] = pydyf.Array([*owner.get("Annots", ()), *widgets])
            fields += widgets
    if fields:
        pdf.catalog["AcroForm"] = pydyf.Dictionary({"Fields": fields, "DA": appearance})


def add_field_font(pdf: Any, font: FieldFont | None) -> None:
    """Add the font of fields, once the fonts of the text are complete."""
    if form := pdf.catalog.get("AcroForm"):
        written = _write_font(pdf, font) if font else pydyf.Dictionary(HELVETICA)
        form["DR"] = pydyf.Dictionary({"Font": pydyf.Dictionary({_get_font_name(font): written})})


def _get_font_name(font: FieldFont | None) -> str:
    return EMBEDDED_NAME if font else HELVETICA_NAME


def _iter_field_boxes(page: Any) -> Iterator[tuple[Any, Frame]]:
    """Yield the boxes of fields, with their frames: one reaches to the foot of its cell."""
    cell = None
    for box in layout_boxes.iter_page_boxes(page):
        if layout_boxes.is_table_cell(box):
            cell = box
        elif layout_boxes.is_element_box(box) and box.element.get("data-field"):
            left, foot, right, top = layout_boxes.get_content_frame(box, page)
            yield box, (left, min(foot, layout_boxes.get_cell_foot(cell, page)) if cell else foot, right, top)


def _write_field(pdf: Any, box: Any, frame: Frame, page: bytes, font: pydyf.String) -> Any:
    left, foot, right, top = frame
    # Each has an appearance of its own, though empty (ISO 19005-2, 6.4.1): programs write into it.
    extra = {
        "Type": "/XObject",
        "Subtype": "/Form",
        "BBox": pydyf.Array([0, 0, right - left, top - foot]),
        "Resources": pydyf.Dictionary(),
    }
    appearance = pydyf.Stream([b"/Tx BMC", b"EMC"], extra)
    pdf.add_object(appearance)
    field = pydyf.Dictionary(
        {
            "Type": "/Annot",
            "Subtype": "/Widget",
            "FT": "/Tx",
            "T": pydyf.String(box.element.get("data-field")),
            "TU": pydyf.String(box.element.get("aria-label")),
            "DA": font,
            "V": pydyf.String(""),
            "F": PRINTED,
            "Ff": MULTILINE,
            "Rect": pydyf.Array(frame),
            "P": page,
            "AP": pydyf.Dictionary({"N": appearance.reference}),
        }
    )
    if box.style["direction"] == "rtl":
        field["Q"] = RIGHT_ALIGNED
    pdf.add_object(field)
    return field


def _write_font(pdf: Any, font: FieldFont) -> Any:
    """Write a font of which a code is the index of a glyph, and return its reference."""
    data = pydyf.Stream([font.data], {"Length1": len(font.data)}, compress=True)
    tounicode = pydyf.Stream([_make_tounicode(font.letters).encode()], compress=True)
    for stream in (data, tounicode):
        pdf.add_object(stream)
    descriptor = {
        "Type": "/FontDescriptor",
        "FontName": f"/{font.name}",
        "Flags": SYMBOLIC,
        "FontBBox": pydyf.Array(font.box),
        "ItalicAngle": 0,
        "Ascent": font.ascent,
        "Descent": font.descent,
        "CapHeight": font.ascent,
        "StemV": 80,
        "FontFile2": data.reference,
    }
    system = {"Registry": pydyf.String("Adobe"), "Ordering": pydyf.String("Identity"), "Supplement": 0}
    cid_font = {
        "Type": "/Font",
        "Subtype": "/CIDFontType2",
        "BaseFont": f"/{font.name}",
        "CIDSystemInfo": pydyf.Dictionary(system),
        "FontDescriptor": _add_dictionary(pdf, descriptor),
        "W": pydyf.Array([0, pydyf.Array(font.widths)]),
        "CIDToGIDMap": "/Identity",
    }
    whole = {
        "Type": "/Font",
        "Subtype": "/Type0",
        "BaseFont": f"/{font.name}",
        "Encoding": "/Identity-H",
        "DescendantFonts": pydyf.Array([_add_dictionary(pdf, cid_font)]),
        "ToUnicode": tounicode.reference,
    }
    return _add_dictionary(pdf, whole)


def _add_dictionary(pdf: Any, entries: dict[str, object]) -> Any:
    dictionary = pydyf.Dictionary(entries)
    pdf.add_object(dictionary)
    return dictionary.reference


def _make_tounicode(letters: Mapping[int, str]) -> str:
    rows = [f"<{glyph:04x}> <{letter.encode('utf-16-be').hex()}>" for glyph, letter in letters.items()]
    blocks = (rows[start : start + 100] for start in range(0, len(rows), 100))
    maps = "\n".join("\n".join((f"{len(rows)} beginbfchar", *rows, "endbfchar")) for rows in blocks)
    return f"{TOUNICODE_HEAD}\n{maps}\n{TOUNICODE_FOOT}"
