"""A header is written by gettext, however long it is."""

from __future__ import annotations

import time

from build_tools.catalogues.header import header, rewritten


def _cost(fields: int) -> float:
    """Return the seconds of work that it takes to change a header of so many fields."""
    long = "".join(f"X-{number}: y\\n" for number in range(fields))
    po = f'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"{long}"\n'.encode()
    old = header(po, "a.po")
    began = time.process_time()
    made = rewritten(po, old, (*old.lines, "X-Review-State: reviewed"))
    spent = time.process_time() - began
    assert made.count(b'"X-') == fields + 1
    return spent


def test_a_very_long_header_is_changed_in_a_time_that_grows_with_it() -> None:
    """Ten times the fields cost no hundred times the work."""
    _cost(1_000)
    assert _cost(20_000) < 40 * max(_cost(2_000), 0.001)
