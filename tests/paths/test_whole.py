"""Files are written completely or not at all, and the previous file stays until then."""

from __future__ import annotations

import errno
import multiprocessing
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from build_tools import paths
from build_tools.paths import placing

FULL = OSError(errno.ENOSPC, "No space left on device")


def _tree(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder with its content."""
    paths = [path for path in folder.rglob("*") if path.is_file()]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def _full_disk(path: Path, data: bytes) -> int:
    """Write half of the data, as on a disk that becomes full."""
    with path.open("wb") as stream:
        stream.write(data[: len(data) // 2])
    raise FULL


def _broken(*_: object) -> None:
    raise FULL


@settings(max_examples=30)
@given(contents=st.lists(st.binary(), min_size=1, max_size=4))
def test_the_last_that_was_written_stands(
    contents: list[bytes], tmp_path_factory: pytest.TempPathFactory
) -> None:
    """A file has the last content, its folders are created, and no temporary file is left."""
    folder = tmp_path_factory.mktemp("out")
    for data in contents:
        paths.write_atomically(folder / "a" / "b" / "file.pdf", data)
        assert _tree(folder) == {"a/b/file.pdf": data}


@pytest.mark.parametrize("before", [{}, {"file.pdf": b"the old one"}])
@pytest.mark.parametrize(
    ("method", "fault"),
    [("write_bytes", _full_disk), ("replace", _broken)],
    ids=["full while writing", "refused while moving"],
)
def test_a_disk_that_fills_up(
    before: dict[str, bytes],
    method: str,
    fault: Callable[..., object],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The old file stays complete, the error is that of the system, and no temporary file is left."""
    for name, data in before.items():
        (tmp_path / name).write_bytes(data)
    with monkeypatch.context() as patched:
        patched.setattr(Path, method, fault)
        with pytest.raises(OSError, match="No space left") as caught:
            paths.write_atomically(tmp_path / "file.pdf", b"the new one")
    assert caught.value.errno == errno.ENOSPC
    assert _tree(tmp_path) == before


def test_an_interrupted_write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C during a write leaves no incomplete file."""

    def interrupt(path: Path, data: bytes) -> int:
        with path.open("wb") as stream:
            stream.write(data[:3])
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(Path, "write_bytes", interrupt)
        with pytest.raises(KeyboardInterrupt):
            paths.write_atomically(tmp_path / "file.pdf", b"the new one")
    assert _tree(tmp_path) == {}


names = st.sampled_from(["index.html", "a/b.html", "fonts/x.woff2", "c.css"])
folders = st.dictionaries(names, st.binary(max_size=5), max_size=4)


def _make(folder: Path, tree: dict[str, bytes]) -> Path:
    folder.mkdir(parents=True)
    for name, data in tree.items():
        paths.write_atomically(folder / name, data)
    return folder


@settings(max_examples=30)
@given(old=st.one_of(st.none(), folders), new=folders)
def test_a_folder_is_replaced_whole(
    old: dict[str, bytes] | None, new: dict[str, bytes], tmp_path_factory: pytest.TempPathFactory
) -> None:
    """After a move the destination has only the files of the new folder, and nothing else is left."""
    top = tmp_path_factory.mktemp("top")
    place = top / "editions" / "html"
    if old is not None:
        _make(place, old)
    paths.move_atomically(_make(top / "work", new), place)
    assert _tree(top) == {f"editions/html/{name}": data for name, data in new.items()}
    assert [path.name for path in place.parent.iterdir()] == ["html"]


def test_a_file_is_moved_over_another(tmp_path: Path) -> None:
    """A file replaces an existing file."""
    (tmp_path / "made").write_bytes(b"new")
    (tmp_path / "place").write_bytes(b"old")
    paths.move_atomically(tmp_path / "made", tmp_path / "place")
    assert _tree(tmp_path) == {"place": b"new"}


@pytest.fixture(params=["exchange", "two renames"])
def system(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Run a test on a system that can exchange two names, and on one that cannot."""
    if request.param == "two renames":
        monkeypatch.setattr(placing, "_exchange", lambda *_: False)
    return str(request.param)


def test_a_move_that_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """If the new folder cannot be moved, the old one is restored, and the new one is kept."""
    place = _make(tmp_path / "html", {"index.html": b"old"})
    made = _make(tmp_path / "work", {"index.html": b"new"})
    rename = Path.rename

    def refuse(path: Path, target: Path) -> Path:
        if path == made:
            raise FULL
        return rename(path, target)

    with monkeypatch.context() as patched:
        patched.setattr(placing, "_exchange", lambda *_: False)
        patched.setattr(Path, "rename", refuse)
        with pytest.raises(OSError, match="No space left"):
            paths.move_atomically(made, place)
    assert _tree(tmp_path) == {"html/index.html": b"old", "work/index.html": b"new"}


def test_an_exchange_leaves_nothing(system: str, tmp_path: Path) -> None:
    """After a move the new folder is in its place, and no other name is left."""
    place = _make(tmp_path / "place" / "html", {"index.html": b"old", "old.html": b"old"})
    paths.move_atomically(_make(tmp_path / "work", {"index.html": b"new"}), place)
    assert _tree(tmp_path) == {"place/html/index.html": b"new"}
    assert [path.name for path in tmp_path.iterdir()] == ["place"]


def _die(*_: object, **__: object) -> None:
    os._exit(9)


def _move_and_die(source: Path, place: Path, name: str) -> None:
    setattr(Path if hasattr(Path, name) else shutil, name, _die)
    paths.move_atomically(source, place)


@pytest.mark.parametrize("name", ["rename", "replace", "rmtree"])
@pytest.mark.parametrize("old", [{}, {"index.html": b"old", "more.html": b"old"}])
def test_a_killed_move(old: dict[str, bytes], name: str, system: str, tmp_path: Path) -> None:
    """Wherever a move ends, the old or the new folder is in its place after a sweep, and nothing else."""
    place, new = tmp_path / "editions" / "html", {"index.html": b"new"}
    place.parent.mkdir()
    if old:
        _make(place, old)
    child = multiprocessing.get_context("fork").Process(
        target=_move_and_die, args=(_make(tmp_path / "work", new), place, name)
    )
    child.start()
    child.join()
    if system == "exchange":
        assert _tree(place) in (old, new)
    paths.sweep_leftovers(place.parent)
    assert _tree(place) in (old, new)
    assert [path.name for path in place.parent.iterdir()] == (["html"] if place.exists() else [])


def test_leftovers_of_the_dead_alone_are_swept(tmp_path: Path) -> None:
    """What a dead process left is removed; what a living one writes stays, and so does every other name."""
    dead = multiprocessing.get_context("fork").Process(target=int)
    dead.start()
    dead.join()
    mine = {".0123456789ab.1": b"of a living one", "fr.po": b"", ".notes.old": b"", ".html.old": b""}
    for name in (*mine, f".0123456789ab.{dead.pid}"):
        (tmp_path / name).write_bytes(mine.get(name, b"half"))
    _make(tmp_path / f".html.{dead.pid}.old", {"index.html": b"old"})
    _make(tmp_path / "html", {"index.html": b"new"})
    paths.sweep_leftovers(tmp_path)
    paths.sweep_leftovers(tmp_path / "that is not there")
    assert _tree(tmp_path) == {**mine, "html/index.html": b"new"}


def test_leftovers_of_a_process_that_nobody_waited_for_are_swept(tmp_path: Path) -> None:
    """A process that was killed is dead before its parent has asked for the exit code."""
    dead = os.fork()
    if not dead:
        os._exit(0)
    os.waitid(os.P_PID, dead, os.WEXITED | os.WNOWAIT)
    (tmp_path / f".0123456789ab.{dead}").write_bytes(b"half")
    paths.sweep_leftovers(tmp_path)
    os.waitpid(dead, 0)
    assert _tree(tmp_path) == {}


def test_an_old_folder_comes_back(tmp_path: Path) -> None:
    """If a process died between two renames, its old folder is put back."""
    _make(tmp_path / ".html.999999999.old", {"index.html": b"old"})
    paths.sweep_leftovers(tmp_path)
    assert _tree(tmp_path) == {"html/index.html": b"old"}


def test_what_a_killed_move_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Leftovers of an earlier process with the same id do not stop a move."""
    monkeypatch.setattr("os.getpid", lambda: 7)
    monkeypatch.setattr(placing, "_exchange", lambda *_: False)
    _make(tmp_path / ".html.7.old", {"index.html": b"older"})
    _make(tmp_path / "html", {"index.html": b"old"})
    paths.move_atomically(_make(tmp_path / "work", {"index.html": b"new"}), tmp_path / "html")
    assert _tree(tmp_path) == {"html/index.html": b"new"}


def test_all_is_on_the_disk_before_it_is_named(
    system: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each file and folder is synced before it gets its name, and the folder of the name after it."""
    events: list[str] = []
    place = _make(tmp_path / "editions" / "html", {"index.html": b"old"})
    made = _make(tmp_path / "work", {"index.html": b"new", "a/b.html": b"new"})

    def sync(descriptor: int) -> None:
        path = Path(f"/proc/self/fd/{descriptor}").readlink()
        is_named = place.joinpath("a").exists()
        events.append(f"{path.relative_to(tmp_path)} {'after' if is_named else 'before'}")

    monkeypatch.setattr(os, "fsync", sync)
    paths.move_atomically(made, place)
    assert sorted(events[:-1]) == [f"work{name} before" for name in ("", "/a", "/a/b.html", "/index.html")]
    assert events[-1] == "editions after"
    paths.write_atomically(tmp_path / "fr.po", b"new")
    assert events[-2].startswith(".")
    assert events[-1] == ". after"


def test_a_file_keeps_its_rights(tmp_path: Path) -> None:
    """A rewritten file keeps its permissions."""
    file = tmp_path / "a.po"
    file.write_bytes(b"old")
    file.chmod(0o640)
    paths.write_atomically(file, b"new")
    assert file.read_bytes() == b"new"
    assert file.stat().st_mode & 0o777 == 0o640
