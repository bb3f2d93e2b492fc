"""Add to a PDF what PDF/A-2 requires, before it is written.

WeasyPrint declares PDF/A alone: PDF/UA-1 is declared beside it, in an extension schema.
"""

from __future__ import annotations

from typing import Any

import pydyf

from build_tools import fonts

PDF_VARIANT = "pdf/a-2a"
# Metadata that PDF/A does not define must be described (ISO 19005-2, 6.6.2.3).
PDFUA_SCHEMA = b"""
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<pdfuaid:part>1</pdfuaid:part>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 that the file keeps</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
"""


_ISBN = b"""<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:identifier>%s</dc:identifier>
</rdf:Description>
"""


def apply_pdfa(pdf: Any, *, is_rtl: bool, isbn: str = "") -> None:
    """Declare both standards, set the page labels, and set the reading direction of the book."""
    for item in pdf.objects:
        if isinstance(item, pydyf.Stream):
            _fix_stream(item, PDFUA_SCHEMA + (_ISBN % isbn.encode() if isbn else b""))
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
