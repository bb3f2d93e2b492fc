"""Report what Ace by DAISY finds in an EPUB.

Example: `<table>` with an empty `<th>`, which names no column: axe's empty-table-header.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from build_tools.checks.definition import BuiltEdition, Check, Violation
from build_tools.validators import ace

CHECK = Check(
    code="epub/ace",
    severity="error",
    formats=("epub",),
    what="what Ace by DAISY reports in any document of the EPUB, of any impact",
    why="some readers cannot read it, and shops for schools and libraries refuse it",
    fix="correct the raw HTML of the source; where there is none, report it",
    standards=("EPUB Accessibility 1.1, 3.3.1", "WCAG 2.2, level AA"),
    requires=("ace",),
)


def check_batch(editions: Sequence[BuiltEdition]) -> Iterator[tuple[BuiltEdition, Violation]]:
    """Yield each EPUB's violations."""
    verdicts = ace.validate(built.path for built in editions)
    for built in editions:
        for message in verdicts[built.path]:
            text = ": ".join(filter(None, (message.where, message.rule, message.message)))
            yield built, Violation(built.path, text)
