"""Report violations of PDF/UA-1 and PDF/A-2a, as veraPDF finds them.

Example: a heading that skips a level.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from build_tools.checks.definition import BuiltEdition, Check, Violation
from build_tools.validators import verapdf

CHECK = Check(
    code="pdf/verapdf",
    severity="error",
    formats=("pdf",),
    what="the rules of PDF/UA-1 and PDF/A-2a, as veraPDF tests them",
    why="archives and the authors of the standards trust this validator",
    fix=("report it; for a glyph that is missing, choose a font that has it in locale/languages.toml"),
    standards=("ISO 14289-1:2014, 7", "ISO 19005-2:2011, level A"),
    requires=("verapdf",),
)


def check_batch(editions: Sequence[BuiltEdition]) -> Iterable[tuple[BuiltEdition, Violation]]:
    """Yield a violation for each rule that a PDF breaks."""
    verdicts = verapdf.validate([built.path for built in editions])
    for built in editions:
        for message in verdicts[built.path]:
            where = f"{message.where}: " if message.where else ""
            clause = message.clause or message.rule
            yield built, Violation(built.path, f"{where}{message.message} ({clause})")
