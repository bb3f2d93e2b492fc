"""Add to a PDF what PDF/A-2 requires, before it is written.

WeasyPrint declares PDF/A alone: PDF/UA-1 is declared beside it, in an extension schema.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
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
_XMP = {"prefix": "xmp", "namespace": "http://ns.adobe.com/xap/1.0/"}
_XMP_MEDIA = {"prefix": "xmpMM", "namespace": "http://ns.adobe.com/xap/1.0/mm/"}
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


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentMetadata:
    """Describe a document for libraries; what is empty is left out.

    `identifier` and `isbn` are URNs, `address` the URL that the text keeps,
    `digital_source` IPTC's term for how the words came about (URL).
    """

    identifier: str = ""
    isbn: str = ""
    address: str = ""
    language: str = ""
    version: str = ""
    rights: str = ""
    publisher: str = ""
    contributors: tuple[str, ...] = ()
    digital_source: str = ""


def make_metadata(document: DocumentMetadata) -> bytes:
    """Return the XMP metadata that WeasyPrint does not write: PDF/UA-1, and what is known of the document."""
    extended = [(_PDFUA, "1")]
    if document.digital_source:
        extended.append((_IPTC, escape(document.digital_source)))
    properties = (_PROPERTY.format(**row, value=value) for row, value in [*extended, *_list_known(document)])
    schemas = "".join(_SCHEMA.format(**row) for row, _ in extended)
    return ("".join(properties) + EXTENSIONS.format(schemas=schemas)).encode()


def _list_known(document: DocumentMetadata) -> list[tuple[dict[str, str], str]]:
    """Return the properties that PDF/A defines itself, in the types of XMP 2005, section 4."""
    identifiers = (document.isbn, document.identifier, document.address)
    rows = (
        (_DUBLIN_CORE, "identifier", escape(document.isbn or document.identifier)),
        (_XMP, "Identifier", _make_bag(*identifiers)),
        (_DUBLIN_CORE, "language", _make_bag(document.language)),
        (_DUBLIN_CORE, "publisher", _make_bag(document.publisher)),
        (_DUBLIN_CORE, "contributor", _make_bag(*document.contributors)),
        (_DUBLIN_CORE, "rights", _make_alternative(document.rights)),
        (_XMP_MEDIA, "VersionID", escape(document.version)),
    )
    return [({**space, "name": name}, value) for space, name, value in rows if value]


def _make_bag(*values: str) -> str:
    items = "".join(f"<rdf:li>{escape(value)}</rdf:li>" for value in values if value)
    return f"<rdf:Bag>{items}</rdf:Bag>" if items else ""


def _make_alternative(value: str) -> str:
    item = f'<rdf:li xml:lang="x-default">{escape(value)}</rdf:li>'
    return f"<rdf:Alt>{item}</rdf:Alt>" if value else ""


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
