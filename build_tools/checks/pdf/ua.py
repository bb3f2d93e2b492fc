"""Report violations of PDF/UA-1, as page-validation finds them.

The rules of ISO 14289-1 that a program can test.

Example: a link annotation without an alternate description.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from build_tools.checks.definition import BuiltEdition, Violation
from build_tools.validators import page_validation


def check_batch(editions: Sequence[BuiltEdition]) -> Iterator[tuple[BuiltEdition, Violation]]:
    """Yield a violation for each rule that a PDF breaks; one run serves all PDFs."""
    verdicts = page_validation.validate((built.path for built in editions), ["ua1"])
    for built in editions:
        for message in verdicts[built.path]:
            yield built, Violation(built.path, f"{message.message} ({message.rule})")
