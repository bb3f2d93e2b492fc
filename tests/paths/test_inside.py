"""A file name never leads out of its folder, whoever wrote it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from build_tools import paths
from build_tools.errors import UserError
from build_tools.paths import Root


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with every kind of link: in, out, to a file, to itself, in a cycle."""
    top = tmp_path_factory.mktemp("top")
    folder = top / "in"
    (folder / "a" / "b").mkdir(parents=True)
    (folder / "a" / "file").write_text("inside")
    (top / "secret").write_text("outside")
    (top / "inner").mkdir()
    links = {
        "a/out": "../..", "a/secret": "../../secret", "home": "/", "a/b/in": "..",
        "self": "self", "a/round": "b/round", "a/b/round": "../round", "near": "../inner",
    }  # fmt: skip
    for name, target in links.items():
        (folder / name).symlink_to(target)
    return folder


parts = st.sampled_from(
    ["a", "b", "in", "out", "secret", "home", "self", "round", "near", "file", "..", ".", ""]
)
names = st.one_of(st.lists(parts, max_size=5).map("/".join), st.text(max_size=12))


@settings(max_examples=300)
@given(name=names)
@example(name="/etc/passwd")
@example(name="a\x00b")
def test_no_name_leads_out(name: str, folder: Path) -> None:
    """A name gives a path that resolves to a place in the folder, or is rejected."""
    try:
        path = paths.safe_join(folder, name)
    except UserError:
        return
    assert path.resolve().is_relative_to(folder.resolve())
    assert not path.is_file() or path.read_text() == "inside"


@pytest.mark.parametrize(
    "name",
    [
        "..", "../in", "a/../../in", "a/..", "/", "/etc/passwd", "a/out", "a/out/secret",
        "a/secret", "a/b/in/out/secret", "home", "self", "a/round/x", "near", "a\x00b",
    ],
)  # fmt: skip
def test_what_is_refused(name: str, folder: Path) -> None:
    """Parent folders, absolute paths, links out and cycles are rejected, with the name as written."""
    with pytest.raises(UserError, match=r"leads out of in —") as caught:
        paths.safe_join(folder, name)
    assert caught.value.code == "layout/outside"
    assert caught.value.place.file == name


@pytest.mark.parametrize("name", ["a", "a/file", "a/b/in/file", "new/page.rst", "a//b", "..a/b.."])
def test_what_is_taken(name: str, folder: Path) -> None:
    """Names below the folder are accepted, existing or not, also through links within it."""
    assert paths.safe_join(folder, name) == folder / name


def test_catalogues_lie_where_gettext_looks() -> None:
    """The folder of a language has `_` for `-`."""
    root = Root(Path("/r"))
    assert root.get_catalogue_folder("zh-Hans", "a") == Path("/r/locale/zh_Hans/LC_MESSAGES/a")
    assert root.get_ui_catalogue("fr") == Path("/r/locale/fr/LC_MESSAGES/press.po")
    with pytest.raises(UserError):
        root.get_messages_folder("../../x")


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """Return a folder of files, caches and link cycles."""
    for name in ("b.rst", "a.rst", "c/d.rst", "c/__pycache__/x.pyc", ".DS_Store"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x")
    (tmp_path / "c" / "up").symlink_to("..")
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "c").symlink_to("../c")
    (tmp_path / "c" / "other").symlink_to("../other")
    (tmp_path / "round").symlink_to("round")
    (tmp_path / "gone").symlink_to("nowhere")
    return tmp_path


def test_files_are_sorted_and_finite(tree: Path) -> None:
    """Every file is listed, sorted by name; caches, dead links and cycles are not followed."""
    assert [paths.relativize_path(path, tree) for path in paths.iter_files(tree)] == [
        "a.rst", "b.rst", "c/d.rst", "other/c/d.rst",
    ]  # fmt: skip
    assert list(paths.iter_files(tree / "nowhere")) == []


@given(parts=st.lists(st.text("ab", min_size=1), min_size=1))
def test_a_relative_name_leads_back(parts: list[str]) -> None:
    """A path made relative to its folder and joined again is the same path."""
    folder = Path("/r/source")
    path = folder.joinpath(*parts)
    assert folder / paths.relativize_path(path, folder) == path
    assert paths.relativize_path(Path("/other/x"), folder) == "/other/x"
