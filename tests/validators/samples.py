"""Small samples for validators: a correct book and a correct page, and broken ones."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from pathlib import Path

CONTAINER = """<?xml version="1.0"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>
<rootfile full-path="book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>
"""
PACKAGE = """<?xml version="1.0"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" xml:lang="en"
 prefix="schema: http://schema.org/">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:identifier id="id">urn:uuid:12345678-1234-4234-8234-123456789abc</dc:identifier>
<dc:title>The right to the city</dc:title><dc:language>en</dc:language>
<dc:creator>A city</dc:creator><dc:source>A paper</dc:source>
<meta property="dcterms:modified">2026-01-01T00:00:00Z</meta>
<meta property="schema:accessMode">textual</meta>
<meta property="schema:accessModeSufficient">textual</meta>
<meta property="schema:accessibilityFeature">structuralNavigation</meta>
<meta property="schema:accessibilityHazard">none</meta>
<meta property="schema:accessibilitySummary">All of it is text.</meta>
</metadata>
<manifest>
<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
<item id="page" href="page.xhtml" media-type="application/xhtml+xml"/>
</manifest><spine><itemref idref="page"/></spine></package>
"""
HEAD = """<?xml version="1.0" encoding="utf-8"?>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"
 lang="en" xml:lang="en"><head><title>The right to the city</title></head><body>
"""
NAV = f"""{HEAD}<nav epub:type="toc" role="doc-toc" aria-label="Contents"><ol>
<li><a href="page.xhtml">The right to the city</a></li></ol></nav></body></html>
"""
PAGE = f"""{HEAD}<h1>The right to the city</h1><p>It is everyone’s.</p></body></html>
"""
HTML = """<!DOCTYPE html>
<html lang="en">
<head><title>The right to the city</title></head>
<body><main><h1>The right to the city</h1>
<p>It is everyone’s.</p>
</main></body>
</html>
"""
MEMBERS = {
    "META-INF/container.xml": CONTAINER,
    "book.opf": PACKAGE,
    "nav.xhtml": NAV,
    "page.xhtml": PAGE,
}


def book(path: Path, members: Mapping[str, str] | None = None) -> Path:
    """Write a book of one page, with some members replaced."""
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/epub+zip", zipfile.ZIP_STORED)
        for name, text in {**MEMBERS, **(members or {})}.items():
            archive.writestr(name, text)
    return path


def page(path: Path, old: str = "", new: str = "") -> Path:
    """Write an HTML page, with some text replaced."""
    path.write_text(HTML.replace(old, new) if old else HTML, encoding="utf-8")
    return path


def torn(path: Path) -> Path:
    """Write a file that is not of its type."""
    path.write_text("torn", encoding="utf-8")
    return path
