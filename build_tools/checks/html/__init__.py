"""List the checks of HTML pages (https://html.spec.whatwg.org/), a row each."""

from __future__ import annotations

from build_tools.checks.definition import Check
from build_tools.model import Format

PAGES: tuple[Format, ...] = ("html", "proof")
# What makes pages: an editor who has not touched it has found a mistake of it.
REPORT_TEMPLATE = (
    "mend the style or the template, in styles/; where no one has changed it, report it"
)

CHECKS: tuple[Check, ...] = (
    Check(
        code="html/axe",
        severity="error",
        formats=PAGES,
        what="what axe finds on pages as shown, at 320, 768 and 1280 px, by day and by night",
        why="a part of the readers cannot read, find or use it",
        fix=REPORT_TEMPLATE,
        standards=("WCAG 2.2, level AA", "WCAG 2.2, 1.4.6", "EN 301 549, 9"),
        requires=("lxml", "axe"),
    ),
    Check(
        code="html/dead-link",
        severity="error",
        formats=PAGES,
        scope="editions",
        what="links to a file or a place that is not there",
        why="a reader of a page on disk has no search to fall back on",
        fix="link by a label (`:ref:`), which the press turns into an address that is there",
    ),
    Check(
        code="html/duplicate-id",
        severity="error",
        formats=PAGES,
        what="ids that stand on a page twice",
        why="an address leads to the first of them alone",
        fix="give what is marked by hand an id of its own; those of the press never meet",
        standards=("HTML, 3.2.6",),
    ),
    Check(
        code="html/foreign-host",
        severity="error",
        formats=PAGES,
        what="scripts, fonts, pictures and styles that come from another host",
        why="the page is not whole without it, and the other host learns who reads what",
        fix="put the file beside the sources and name it there",
        requires=("lxml",),
    ),
    Check(
        code="html/headings",
        severity="error",
        formats=PAGES,
        what="the order of headings, and the names of the parts of a page",
        why="who listens goes from heading to heading and from part to part, and is lost",
        fix="give each section the level below the one that holds it, in the source; "
        "a part of the page has its name in styles/",
        standards=("WCAG 2.2, 1.3.1", "WCAG 2.2, 2.4.1", "WCAG 2.2, 2.4.6"),
        requires=("lxml",),
    ),
    Check(
        code="html/keyboard",
        severity="error",
        formats=PAGES,
        what="the way through a page with the Tab key: its stops, their order, the ring of each",
        why="who uses no mouse gets no further, or does not see where they are",
        fix=REPORT_TEMPLATE,
        standards=(
            "WCAG 2.2, 1.4.10",
            "WCAG 2.2, 1.4.11",
            "WCAG 2.2, 1.4.12",
            "WCAG 2.2, 2.1.1",
            "WCAG 2.2, 2.1.2",
            "WCAG 2.2, 2.4.1",
            "WCAG 2.2, 2.4.3",
            "WCAG 2.2, 2.4.7",
            "WCAG 2.2, 2.4.11",
            "WCAG 2.2, 2.5.8",
        ),
        requires=("lxml", "node", "chromium", "puppeteer"),
    ),
    Check(
        code="html/language",
        severity="error",
        formats=PAGES,
        what="the language and the direction that a page and each mark on it say",
        why="a voice reads the page as another language, and its lines begin at the wrong side",
        fix="name languages by their tags, as `language-fr`; what the press marks by itself and "
        "has not is a mistake of it: report it",
        standards=("WCAG 2.2, 3.1.1", "WCAG 2.2, 3.1.2"),
        requires=("lxml",),
    ),
    Check(
        code="html/nu",
        severity="error",
        formats=PAGES,
        what="what Nu, the W3C's checker, finds in pages, sheets and drawings",
        why="browsers mend what is wrong each in its own way, and so do screen readers",
        fix="mend the raw HTML of the source; where there is none, report it",
        standards=("HTML Living Standard",),
        requires=("nu",),
    ),
    Check(
        code="html/passages",
        severity="warning",
        formats=PAGES,
        scope="editions",
        what="passages in another language, or in the source's, that are not marked as such",
        why="a voice reads the words as those of the edition, and no one understands them",
        fix="list a title or a name in [publications.….cited] of the register, or give the words "
        "the class of their language in the source, as `language-fr`",
        standards=("WCAG 2.2, 3.1.2",),
        requires=("lxml",),
    ),
)
