"""Report the errors and warnings of EPUBCheck.

Example: `<dc:identifier>urn:uuid:1</dc:identifier>`, which is no UUID: OPF-085.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from build_tools.checks.definition import BuiltEdition, Check, Violation
from build_tools.validators import epubcheck

CHECK = Check(
    code="epub/epubcheck",
    severity="error",
    formats=("epub",),
    what="the errors and warnings of EPUBCheck, the W3C's checker",
    why="shops and libraries refuse the book",
    fix="correct the raw HTML of the source; where there is none, report it",
    standards=("EPUB 3.3",),
    requires=("epubcheck",),
)


def check_batch(editions: Sequence[BuiltEdition]) -> Iterator[tuple[BuiltEdition, Violation]]:
    """Yield each EPUB's violations."""
    verdicts = epubcheck.validate(built.path for built in editions)
    for built in editions:
        for message in verdicts[built.path]:
            if message.severity != "note":
                place = f"{message.where}:{message.line}" if message.line else message.where
                text = ": ".join(filter(None, (place, message.rule, message.message)))
                yield built, Violation(built.path, text)
