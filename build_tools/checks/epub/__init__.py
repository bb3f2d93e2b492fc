"""List the checks of EPUB (https://www.w3.org/TR/epub-33/), a row each."""

from __future__ import annotations

from build_tools.checks.definition import Check

REBUILD = "build the edition again; what is built is never mended by hand"
# What makes documents: an editor who has not touched it has found a mistake of it.
REPORT_TEMPLATE = "mend the template in styles/ebook/; where no one has changed it, report it"

CHECKS: tuple[Check, ...] = (
    Check(
        code="epub/accessibility",
        severity="error",
        formats=("epub",),
        what="what the package says of how the book can be read, and whether it is so",
        why="who reads by ear or by touch chooses by it, and buys what she cannot read",
        fix="give every picture of the source an `:alt:`, name who has looked in the register "
        "(`assessed`), and build again",
        standards=(
            "EPUB Accessibility 1.1, 2.2",
            "EPUB Accessibility 1.1, 3.5.2",
            "EPUB Accessibility 1.1, 3.5.3",
        ),
        requires=("lxml",),
    ),
    Check(
        code="epub/ace",
        severity="error",
        formats=("epub",),
        what="what Ace by DAISY finds in any document of the book, of whatever impact",
        why="a part of the readers cannot read it, and shops for schools and libraries refuse it",
        fix="mend the raw HTML of the source; where there is none, report it",
        standards=("EPUB Accessibility 1.1, 3.3.1", "WCAG 2.2, level AA"),
        requires=("ace",),
    ),
    Check(
        code="epub/cover",
        severity="error",
        formats=("epub",),
        what="the cover: that there is one, that the book begins with it, that it has words",
        why="a shelf shows a grey field, and a voice does not say which book this is",
        fix=REPORT_TEMPLATE,
        standards=("EPUB 3.3, 5.6.2", "WCAG 2.2, 1.1.1"),
        requires=("lxml",),
    ),
    Check(
        code="epub/dead-link",
        severity="error",
        formats=("epub",),
        what="links to a file or a place that the book lacks",
        why="strict apps refuse the book, others turn to its first page",
        fix="link by a label (`:ref:`), which the press turns into an address that is there",
        standards=("EPUB 3.3, 4.2.5",),
    ),
    Check(
        code="epub/epubcheck",
        severity="error",
        formats=("epub",),
        what="what EPUBCheck, the W3C's checker, calls an error or a warning",
        why="shops and libraries refuse the book",
        fix="mend the raw HTML of the source; where there is none, report it",
        standards=("EPUB 3.3",),
        requires=("epubcheck",),
    ),
    Check(
        code="epub/landmarks",
        severity="error",
        formats=("epub",),
        what="the contents and the landmarks: cover, contents, start of the text",
        why="who cannot turn pages by eye comes to the text only past everything before it",
        fix=REPORT_TEMPLATE,
        standards=("EPUB 3.3, 7.4.2", "EPUB 3.3, 7.4.4", "WCAG 2.2, 2.4.5"),
        requires=("lxml",),
    ),
    Check(
        code="epub/language",
        severity="error",
        formats=("epub",),
        what="the language and the direction that package, documents and passages are marked with",
        why="a voice reads the words as those of another language, and pages turn the wrong way",
        fix="give the words the class of their language in the source, as `language-fr`; "
        "what the press marks by itself and has not is a mistake of it: report it",
        standards=(
            "EPUB 3.3, 5.3.1",
            "EPUB 3.3, 5.3.7",
            "EPUB 3.3, 5.7.1",
            "WCAG 2.2, 3.1.1",
            "WCAG 2.2, 3.1.2",
        ),
        requires=("lxml",),
    ),
    Check(
        code="epub/notes",
        severity="error",
        formats=("epub",),
        what="notes and their calls, which lead to one another",
        why="apps show a note where it is called; without its call nobody sees it",
        fix="call each note in the source (`[#name]_`); in raw HTML link both ways",
        standards=("EPUB 3.3, C.2", "WCAG 2.2, 1.3.1"),
        requires=("lxml",),
    ),
    Check(
        code="epub/structure",
        severity="error",
        formats=("epub",),
        what="the archive, its package and whether each document is well-formed",
        why="some apps show an empty page instead, others refuse the book without a word",
        fix=REBUILD,
        standards=("EPUB 3.3, 3.9", "EPUB 3.3, 4.2.6", "EPUB 3.3, 4.3.3", "EPUB 3.3, 5.6.1"),
    ),
)
