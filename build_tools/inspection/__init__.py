"""Read finished editions for the checks: HTML pages, EPUB documents, PDF content, words.

Each file is parsed once in a process and cached for all checks.
"""

from build_tools.inspection.epub.ebooks import OPF_NAMESPACES, read_chapters, read_members, read_opf
from build_tools.inspection.html.page import (
    FURNITURE_TAGS,
    INLINE_TAGS,
    XHTML_NAMESPACE,
    XML_LANG,
    HtmlPage,
    get_element_text,
    get_tag_name,
    read_html_pages,
    resolve_link,
)
from build_tools.inspection.pdf.books import open_pdf, run_pdftotext
from build_tools.inspection.text.words import INVISIBLE, extract_words

__all__ = [
    "FURNITURE_TAGS",
    "INLINE_TAGS",
    "INVISIBLE",
    "OPF_NAMESPACES",
    "XHTML_NAMESPACE",
    "XML_LANG",
    "HtmlPage",
    "extract_words",
    "get_element_text",
    "get_tag_name",
    "open_pdf",
    "read_chapters",
    "read_html_pages",
    "read_members",
    "read_opf",
    "resolve_link",
    "run_pdftotext",
]
