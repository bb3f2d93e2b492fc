"""A translator of a small root, who updates its catalogues with the real Sphinx, gettext and git."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from build_tools.paths import Root
from build_tools.tasks.catalogue import update as task
from build_tools.tasks.options import Options, Selection

MakeOrder = Callable[..., Options]
NOW = "2030-05-06 07:08+0000"
RIGHT = "Everyone has a right to the city, and nobody is asked for papers."
INDEX = "The charter\n===========\n\nWords of the first page.\n\n.. toctree::\n   :glob:\n\n   *\n"


@dataclass(frozen=True, slots=True)
class Translator:
    """A translator into French with a root, who updates it."""

    root: Root
    order: MakeOrder
    said: list[str] = field(default_factory=list)

    def page(self, name: str, *paragraphs: str, title: str = "A title") -> Path:
        """Write a page of the source, whose paragraphs are its messages."""
        path = self.root.source / f"{name}.rst"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("\n\n".join((f"{title}\n{'=' * len(title)}", *paragraphs)) + "\n")
        return path

    def po(self, page: str, tag: str = "fr") -> Path:
        """Return the path of a page's catalogue."""
        return self.root.locale / tag / "LC_MESSAGES" / f"{page}.po"

    def text(self, page: str, tag: str = "fr") -> str:
        """Return a page's catalogue."""
        return self.po(page, tag).read_text("utf-8")

    def translates(self, page: str, **done: str) -> None:
        """Fill empty messages of a page, selected by their first words."""
        text = self.text(page)
        for begins, msgstr in done.items():
            before, _, after = text.partition(f'msgid "{begins.replace("_", " ")}')
            assert after
            line, _, rest = after.partition('msgstr ""\n')
            tail = f'{line}msgstr "{msgstr}"\n{rest}'
            text = f'{before}msgid "{begins.replace("_", " ")}{tail}'
        self.po(page).write_text(text, encoding="utf-8")

    def updates(self, *languages: str, dry: bool = False, **more: Any) -> task.UpdateResult:
        """Update catalogues."""
        given = self.order(self.root, **{"selection": Selection(languages=languages), **more})
        return task.update_catalogues(
            given,
            creation_date=NOW,
            is_dry_run=dry,
            clock=time.monotonic,
            echo=self.said.append,
            on_wait=self.said.append,
        )

    def entry(self, page: str, begins: str) -> str:
        """Return the entry of a message, with everything before it."""
        entries = self.text(page).split("\n\n")
        return next(each for each in entries if f'msgid "{begins}' in each)


def tree(root: Root) -> dict[str, bytes]:
    """Return every file of locale/."""
    return {str(path): path.read_bytes() for path in root.locale.rglob("*") if path.is_file()}
