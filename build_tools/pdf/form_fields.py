"""Add text fields to a PDF: places to type, where a document has elements with `data-field`.

A field has no border and no fill: what stands below it is seen. Viewers draw what is typed, in Helvetica, and
take another font for letters that it lacks: no font is embedded for them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pydyf
from weasyprint import Document

from build_tools.pdf import weasyprint70 as inside

# As large as the text fits (ISO 32000-1, 12.7.3.3), so that nothing of it is hidden in print.
APPEARANCE = "/Helv 0 Tf 0 g"
HELVETICA = {
    "Type": "/Font",
    "Subtype": "/Type1",
    "BaseFont": "/Helvetica",
    "Encoding": "/WinAnsiEncoding",
}
PRINTED, MULTILINE = 1 << 2, 1 << 12
RIGHT_ALIGNED = 2


def add_form_fields(document: Document, pdf: Any) -> None:
    """Add the fields of all pages, and declare them in the document catalog."""
    fields = pydyf.Array()
    for page, reference in zip(document.pages, pdf.page_references, strict=True):
        widgets = pydyf.Array()
        for box, frame in _iter_field_boxes(page):
            box.widget_annotation = _write_field(pdf, box, frame, reference)
            widgets.append(box.widget_annotation.reference)
        if widgets:
            owner = pdf.objects[int(reference.split()[0])]
            owner["Annots"] = pydyf.Array([*owner.get("Annots", ()), *widgets])
            fields += widgets
    if fields:
        resources = pydyf.Dictionary({"Font": pydyf.Dictionary({"Helv": pydyf.Dictionary(HELVETICA)})})
        form = {"Fields": fields, "DR": resources, "DA": pydyf.String(APPEARANCE)}
        pdf.catalog["AcroForm"] = pydyf.Dictionary(form)


def _iter_field_boxes(page: Any) -> Iterator[tuple[Any, tuple[float, float, float, float]]]:
    """Yield the boxes of fields, with their frames: one reaches to the foot of its cell."""
    cell = None
    for box in inside.iter_page_boxes(page):
        if inside.is_table_cell(box):
            cell = box
        elif inside.is_element_box(box) and box.element.get("data-field"):
            left, foot, right, top = inside.get_content_frame(box, page)
            cell_foot = inside.get_content_frame(cell, page)[1] if cell else foot
            yield box, (left, min(foot, cell_foot), right, top)


def _write_field(pdf: Any, box: Any, frame: tuple[float, float, float, float], page: bytes) -> Any:
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
            "DA": pydyf.String(APPEARANCE),
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
