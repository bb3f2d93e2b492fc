"""Header fields are written by gettext, whatever the length of the header."""

from __future__ import annotations

import time

from build_tools.catalogues.review.header_fields import find_header_entry, rewrite_header


def _cost(letters: int) -> float:
    """Return the CPU seconds to change a header with a word of this length."""
    first = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
    po = f'{first}"X-Long: {"a" * letters}\\n"\n'.encode()
    old = find_header_entry(po, "a.po")
    began = time.process_time()
    made = rewrite_header(po, old, (*old.lines, "X-Review-State: reviewed"))
    spent = time.process_time() - began
    assert made.endswith(b'"X-Review-State: reviewed\\n"\n')
    assert made.count(b"a") > letters
    return spent


def test_a_very_long_header_is_changed_in_a_time_that_grows_with_it() -> None:
    """A header eight times as long needs less than sixty times the work."""
    _cost(1_000)
    assert _cost(32_000) < 30 * max(_cost(4_000), 0.001)
