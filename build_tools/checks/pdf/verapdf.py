"""Report violations of PDF/UA-1 and PDF/A-2a, as veraPDF finds them.

One run serves all PDFs.

Example: a heading that skips a level.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from build_tools.checks.definition import BuiltEdition, Violation
from build_tools.validators import verapdf


def check_batch(editions: Sequence[BuiltEdition]) -> Iterable[tuple[BuiltEdition, Violation]]:
    """Yield a violation for each rule that a PDF breaks."""
    verdicts = verapdf.validate([built.path for built in editions])
    for built in editions:
        for message in verdicts[built.path]:
            where = f"{message.where}: " if message.where else ""
            clause = message.clause or message.rule
            yield built, Violation(built.path, f"{where}{message.message} ({clause})")
