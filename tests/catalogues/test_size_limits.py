"""A language of too many bytes, files or messages is refused before it is read."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from build_tools.catalogues import discovery, size_limits
from build_tools.catalogues.compile import compile_edition
from build_tools.catalogues.update.input_files import read_language_folder
from build_tools.errors import UserError
from build_tools.paths import Root
from tests.catalogues.conftest import MakeEdition, Write


def _measure(root: Root) -> None:
    size_limits.require_size(discovery.list_language_catalogues(root, "fr"), root, "fr")


def _explain(root: Root) -> str:
    with pytest.raises(UserError) as caught:
        _measure(root)
    assert caught.value.exit_code == 1
    return str(caught.value)


REFUSED = "locale/fr/LC_MESSAGES: catalogue/size the language has {}: nothing of it is read — take out"


def test_bytes_are_measured_before_a_file_is_read(root: Root, write: Write) -> None:
    """Five files of 15 MB without a block on the disk, which may not even be opened."""
    for number in range(5):
        path = write(f"p/page-{number}.po", "")
        os.truncate(path, 15_000_000)
        path.chmod(0)
    assert _explain(root).startswith(REFUSED.format("catalogues of 75 MB, more than 64 MB"))


def test_a_file_too_large_alone_does_not_count(root: Root, write: Write) -> None:
    """It is refused by what reads it, and the others are used."""
    os.truncate(write("p/index.po", ""), 1 << 40)
    write("p/other.po", 'msgid "a"\nmsgstr "b"\n')
    _measure(root)
    with pytest.raises(UserError) as caught:
        size_limits.read_catalogue_bytes(root.get_messages_folder("fr") / "p/index.po", "p/index.po")
    expected = "p/index.po: catalogue/syntax the catalogue is larger than 16 MB — divide it"
    assert str(caught.value).startswith(expected)


@pytest.mark.parametrize("entry", ['msgid "{}"\nmsgstr ""\n', '#~ msgid\n#~ "{}" msgstr "x"\n', 'msgid"{}"'])
def test_messages_are_counted_over_all_files(root: Root, write: Write, entry: str) -> None:
    """However they are written, live and obsolete ones together."""
    half = size_limits.MAX_MESSAGES // 2
    for name in ("a", "b"):
        write(f"p/{name}.po", "".join(entry.format(number) for number in range(half)))
    assert _explain(root).startswith(REFUSED.format("40002 messages, more than 40000"))


def test_lines_are_counted_over_all_files(root: Root, write: Write) -> None:
    """A line costs memory, whatever is in it."""
    for name in ("a", "b"):
        write(f"p/{name}.po", "#\n" * (size_limits.MAX_LINES // 2))
    assert _explain(root).startswith(REFUSED.format("1500012 lines, more than 1500000"))


def test_a_previous_msgid_and_a_plural_are_no_message(root: Root, write: Write) -> None:
    """What stands beside a message is not counted again."""
    entry = '#| msgid "old"\n#~| msgid "old"\nmsgid "{}"\nmsgid_plural "s"\nmsgstr[0] ""\nmsgstr[1] ""\n'
    write("p/a.po", "".join(entry.format(number) for number in range(size_limits.MAX_MESSAGES - 1)))
    _measure(root)


def test_files_are_counted(root: Root, write: Write) -> None:
    """As many as there are programs to start."""
    folder = write("p/index.po", "").parent
    for number in range(size_limits.MAX_FILES):
        (folder / f"{number}.po").touch()
    assert _explain(root).startswith(REFUSED.format("2001 catalogues, more than 2000"))


def test_markup_is_counted_over_all_files(
    root: Root, write: Write, edition: MakeEdition, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a build does not parse, an update does not merge either; words alone do not count."""
    monkeypatch.setattr(size_limits, "MAX_MARKED", 1_000)
    entry = 'msgid "a {0}"\nmsgstr "b {0}"\n'
    write("p/index.po", "".join(entry.format(f"word {number}") for number in range(20)))
    compile_edition(edition(), root, tmp_path / "into")
    assert read_language_folder(root, "fr").findings == ()
    write("p/other.po", "".join(entry.format(f"*word* {number}") for number in range(20)))
    refused = REFUSED.format("more markup than can be read")
    with pytest.raises(UserError, match=refused):
        compile_edition(edition(), root, tmp_path / "into")
    with pytest.raises(UserError, match=refused):
        read_language_folder(root, "fr")


def test_what_is_no_file_is_not_waited_for(root: Root, write: Write, tmp_path: Path) -> None:
    """A pipe, a folder and a link to nowhere have no bytes."""
    folder = write("p/index.po", "").parent
    os.mkfifo(folder / "pipe.po")
    (folder / "folder.po").mkdir()
    (folder / "link.po").symlink_to(tmp_path / "nowhere")
    _measure(root)
