"""Lock the catalogues of languages, so that one command at a time writes them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from build_tools.errors import UserError
from build_tools.paths import Root
from build_tools.process.lock import hold_folders
from build_tools.tasks.options import Echo


@contextmanager
def hold_languages(root: Root, tags: Iterable[str], echo: Echo) -> Iterator[None]:
    """Hold the locks of languages; if another command holds one, say so once and wait."""

    def tell_wait(folder: Path) -> None:
        """Say what this command waits for."""
        echo(f"another command is writing to {root.relativize(folder)}; waiting")

    with hold_folders(_list_language_folders(root, tags), tell_wait):
        yield


def _list_language_folders(root: Root, tags: Iterable[str]) -> list[Path]:
    """Return the folders of languages; one that leads out of the root is refused by what reads it."""
    folders = []
    for tag in tags:
        try:
            folders.append(root.get_messages_folder(tag).parent)
        except UserError:
            continue
    return folders
