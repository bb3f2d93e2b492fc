"""List the checks that compare each format with the expected text, a row each."""

from __future__ import annotations

from build_tools.checks.definition import Check
from build_tools.model import Format

ALL: tuple[Format, ...] = ("html", "pdf", "epub")
READERS = ("lxml", "pikepdf")
REPORT = "report it with this line: the press has gone wrong, not the text"

CHECKS: tuple[Check, ...] = (
    Check(
        code="text/address",
        severity="error",
        formats=ALL,
        what="the permanent address of each article, paragraph and item, in every format",
        why="who cites a paragraph must find it in every language and every later version",
        fix=f"give the section a label of its own; if it has one, {REPORT}",
        requires=READERS,
    ),
    Check(
        code="text/alternative",
        severity="error",
        formats=ALL,
        what="whether the words for a picture are the same in every format",
        why="who cannot see the picture has these words alone",
        fix=f"give the picture its `:alt:`; if it has one, {REPORT}",
        standards=("WCAG 2.2, 1.1.1", "ISO 14289-1:2014, 7.3"),
        requires=READERS,
    ),
    Check(
        code="text/doubled",
        severity="error",
        formats=ALL,
        what="passages that a format says twice and the text once",
        why="a sentence that comes twice is read as two, and one of them may be changed alone",
        fix=REPORT,
        requires=READERS,
    ),
    Check(
        code="text/extra",
        severity="error",
        formats=ALL,
        what="words that a format has and the text has not",
        why="what nobody wrote or translated is read as part of an adopted text",
        fix=REPORT,
        requires=READERS,
    ),
    Check(
        code="text/lost",
        severity="error",
        formats=ALL,
        what="words of the translated text that a format lacks",
        why="a reader cannot know that they are missing",
        fix=REPORT,
        requires=READERS,
    ),
    Check(
        code="text/note",
        severity="error",
        formats=ALL,
        what="whether each call leads to its own note and back, with the same number and words",
        why="a note under another call says something else",
        fix=REPORT,
        standards=("ISO 14289-1:2014, 7.9", "WCAG 2.2, 2.4.4"),
        requires=READERS,
    ),
    Check(
        code="text/order",
        severity="error",
        formats=ALL,
        what="passages that a format says in another place than the text",
        why="who hears the text, or copies it, gets it in the order of the file",
        fix=REPORT,
        standards=("WCAG 2.2, 1.3.2", "ISO 14289-1:2014, 7.2"),
        requires=READERS,
    ),
    Check(
        code="text/reference",
        severity="error",
        formats=ALL,
        what="whether each reference is a link that leads to the place that it names",
        why="a reference to the wrong article misleads, and nobody sees it",
        fix=REPORT,
        standards=("WCAG 2.2, 2.4.4",),
        requires=READERS,
    ),
)
