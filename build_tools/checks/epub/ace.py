"""Report what Ace by DAISY finds in an EPUB.

All that Ace reports, of any impact: the results of axe in each document, metadata, roles of
`epub:type` values, titles. One browser serves all EPUBs.

Example: `<table>` with an empty `<th>`, which names no column: axe's empty-table-header.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from build_tools.checks.definition import BuiltEdition, Violation
from build_tools.validators import ValidatorMessage, ace


def check_batch(editions: Sequence[BuiltEdition]) -> Iterator[tuple[BuiltEdition, Violation]]:
    """Yield each EPUB's violations."""
    verdicts = ace.validate(built.path for built in editions)
    for built in editions:
        for message in verdicts[built.path]:
            yield built, Violation(built.path, _format_ace_message(message))


def _format_ace_message(message: ValidatorMessage) -> str:
    return ": ".join(filter(None, (message.where, message.rule, message.message)))
