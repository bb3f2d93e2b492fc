"""Report the errors and warnings of Nu, the W3C's checker, in HTML pages.

Example: `<p>` within `<span>`; an attribute that no standard knows.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from build_tools.checks.definition import PAGE_FORMATS, BuiltEdition, Check, Violation
from build_tools.paths import iter_files
from build_tools.validators import nu

CHECK = Check(
    code="html/nu",
    severity="error",
    formats=PAGE_FORMATS,
    what="the errors and warnings of Nu, the W3C's checker, in pages, stylesheets and SVG",
    why="each browser and screen reader corrects invalid HTML in its own way",
    fix="correct the raw HTML of the source; where there is none, report it",
    standards=("HTML Living Standard",),
    requires=("nu",),
)

KINDS = frozenset({".html", ".css", ".svg"})


def check_batch(editions: Sequence[BuiltEdition]) -> Iterable[tuple[BuiltEdition, Violation]]:
    """Yield a violation for each error and warning; the notes of Nu are none."""
    editions_by_file = {
        file: built for built in editions for file in iter_files(built.path) if file.suffix in KINDS
    }
    for file, messages in nu.validate(editions_by_file).items():
        for message in messages:
            if message.severity != "note":
                excerpt = f": {message.where}" if message.where else ""
                violation = Violation(file, f"{message.message}{excerpt}", message.line)
                yield editions_by_file[file], violation
