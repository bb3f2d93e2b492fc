"""Write marks anywhere into messages of three scripts, build them, and count what is shown wrong and untold.

    .venv/bin/python benchmarks/marks.py 20000
    .venv/bin/python benchmarks/marks.py 600 --seed 1

What readers see is taken from the finished pages and compared with the page of the source: raw marks that it
does not have, notes and links that are missing. Exits with 1 if one of them is told at no line.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path
from random import Random

PROJECT = Path(__file__).parent.parent
sys.path.insert(0, str(PROJECT))

from tests.helpers.marked_messages import (  # noqa: E402
    LANGUAGES,
    MARKS,
    TEXTS,
    MarkedMessage,
    show_messages,
)

PER_PAGE = 400


def main() -> int:
    """Build pages of messages until there are enough; print each that is wrong and untold, and the sum."""
    parser = argparse.ArgumentParser()
    parser.add_argument("messages", type=int)
    parser.add_argument("--seed", type=int, default=0)
    arguments = parser.parse_args()
    random = Random(arguments.seed)  # noqa: S311
    count = right = untold = 0
    while count < arguments.messages:
        messages = [_draw_message(random) for _ in range(min(PER_PAGE, arguments.messages - count))]
        with tempfile.TemporaryDirectory() as folder:
            shown = show_messages(Path(folder), messages)
        wrong = [each for each in shown if not each.is_right and not each.codes]
        for each in wrong:
            _print_line(f"{each.language}: {each.msgstr!r} is shown as {each.shown!r}")
        count, untold = count + len(shown), untold + len(wrong)
        right += sum(each.is_right for each in shown)
    _print_line(
        f"{count} messages in {len(LANGUAGES)} languages: {right} shown right, {untold} wrong and untold"
    )
    return 1 if untold else 0


def _print_line(text: str) -> None:
    sys.stdout.write(f"{text}\n")


def _draw_message(random: Random) -> MarkedMessage:
    marks = tuple((random.choice(MARKS), random.randrange(1001)) for _ in range(random.randint(1, 3)))
    return MarkedMessage(text=random.randrange(len(TEXTS)), marks=marks)


if __name__ == "__main__":
    sys.exit(main())
