"""Add to a PDF what PDF/A-2 requires, before it is written.

WeasyPrint declares PDF/A alone: PDF/UA-1 is declared beside it, in an extension schema.
"""

from __future__ import annotations

from typing import Any

import pydyf

from build_tools import fonts

PDF_VARIANT = "pdf/a-2a"
# Metadata that PDF/A does not define must be described (ISO 19005-2, 6.6.2.3).
EXTENSIONS = """
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag>{schemas}</rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
"""
_SCHEMA = """<rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>{schema}</pdfaSchema:schema>
<pdfaSchema:namespaceURI>{namespace}</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>{prefix}</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>{name}</pdfaProperty:name>
<pdfaProperty:valueType>{type}</pdfaProperty:valueType>
<pdfaProperty:category>{category}</pdfaProperty:category>
<pdfaProperty:description>{description}</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li>"""
_PROPERTY = """
<rdf:Description rdf:about="" xmlns:{prefix}="{namespace}">
<{prefix}:{name}>{value}</{prefix}:{name}>
</rdf:Description>
"""
_DUBLIN_CORE = {"prefix": "dc", "namespace": "http://purl.org/dc/elements/1.1/"}
_PDFUA = {
    "prefix": "pdfuaid",
    "namespace": "http://www.aiim.org/pdfua/ns/id/",
    "schema": "PDF/UA Universal Accessibility Schema",
    "name": "part",
    "type": "Integer",
    "category": "internal",
    "description": "Part of ISO 14289 that the file keeps",
}
_IPTC = {
    "prefix": "Iptc4xmpExt",
    "namespace": "http://iptc.org/std/Iptc4xmpExt/2008-02-29/",
    "schema": "IPTC Extension Schema",
    "name": "DigitalSourceType",
    "type": "URI",
    "category": "external",
    "description": "How the words came about",
}


def make_metadata(*, isbn: str = "", digital_source: str = "") -> bytes:
    """Return the XMP metadata that WeasyPrint does not write: PDF/UA-1, an ISBN (URN), IPTC's term (URL)."""
    extended = [(_PDFUA, "1"), *([(_IPTC, digital_source)] if digital_source else [])]
    known = [(_DUBLIN_CORE | {"name": "identifier"}, isbn)] if isbn else []
    properties = (_PROPERTY.format(**row, value=value) for row, value in [*extended, *known])
    schemas = "".join(_SCHEMA.format(**row) for row, _ in extended)
    return ("".join(properties) + EXTENSIONS.format(schemas=schemas)).encode()


def apply_pdfa(pdf: Any, *, is_rtl: bool, metadata: bytes) -> None:
    """Add the metadata, set the page labels, and set the reading direction of the book."""
    for item in pdf.objects:
        if isinstance(item, pydyf.Stream):
            _fix_stream(item, metadata)
    labels = pydyf.Array([0, pydyf.Dictionary({"S": "/D"})])
    pdf.catalog["PageLabels"] = pydyf.Dictionary({"Nums": labels})
    if is_rtl:
        # The book is bound at its right (ISO 32000-1, 12.2).
        pdf.catalog["ViewerPreferences"]["Direction"] = "/R2L"


def _fix_stream(item: pydyf.Stream, metadata: bytes) -> None:
    kind = item.extra.get("Subtype")
    if kind == "/XML":
        # Uncompressed, so that the oldest programs can read the metadata.
        (data,), end, item.compress = item.stream, b"</rdf:RDF>", False
        item.stream = [data.replace(end, metadata.strip() + b"\n" + end)]
    elif kind == "/OpenType":
        item.stream = [fonts.renumber_cids(b"".join(item.stream))]
    # Images must not be interpolated (ISO 19005-2, 6.2.8).
    item.extra.pop("Interpolate", None)
