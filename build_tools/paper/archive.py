"""What makes a book fit to be kept: takes a PDF about to be written, adds what PDF/A-2 wants.

One file keeps PDF/UA-1 (ISO 14289-1) and PDF/A-2a (ISO 19005-2) at once. WeasyPrint writes one
of them: the second is named beside it, in a schema of its own.
"""

from __future__ import annotations

from typing import Any

import pydyf

from build_tools import fonts

VARIANT = "pdf/a-2a"
# What PDF/A does not know of itself must be described (ISO 19005-2, 6.6.2.3).
SCHEMA = b"""
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
END = b"</rdf:RDF>"


def keep(pdf: Any, *, is_rtl: bool) -> None:
    """Name both standards, number the pages as their folios do, tell which way a book opens."""
    for item in pdf.objects:
        if isinstance(item, pydyf.Stream):
            _mend(item)
    pdf.catalog["PageLabels"] = pydyf.Dictionary(
        {"Nums": pydyf.Array([0, pydyf.Dictionary({"S": "/D"})])}
    )
    if is_rtl:
        # The book is bound at its right (ISO 32000-1, 12.2).
        pdf.catalog["ViewerPreferences"]["Direction"] = "/R2L"


def _mend(item: pydyf.Stream) -> None:
    """Mend a stream: what is said of the file, a font, a picture."""
    kind = item.extra.get("Subtype")
    if kind == "/XML":
        _name_both(item)
    elif kind == "/OpenType":
        item.stream = [fonts.numbered_by_place(b"".join(item.stream))]
    # No program is to make up what lies between the dots of a picture (ISO 19005-2, 6.2.8).
    item.extra.pop("Interpolate", None)


def _name_both(metadata: pydyf.Stream) -> None:
    """Add the second standard, in plain text, which the oldest programs can read too."""
    (data,) = metadata.stream
    metadata.stream = [data.replace(END, SCHEMA.strip() + b"\n" + END)]
    metadata.compress = False
