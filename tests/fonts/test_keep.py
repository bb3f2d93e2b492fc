"""The cache of fonts, and digests of files."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from build_tools import paths
from build_tools.fonts import font_cache


def count_call(made: list[int]) -> bytes:
    """Return some bytes, and count the calls."""
    made.append(1)
    return b"font"


def test_kept(tmp_path: Path) -> None:
    """The result for a key is computed once; another key or suffix is another file."""
    made: list[int] = []
    first = font_cache.cache_font(tmp_path, "key", ".ttf", lambda: count_call(made))
    again = font_cache.cache_font(tmp_path, "key", ".ttf", lambda: count_call(made))
    assert first == again
    assert first.read_bytes() == b"font"
    assert len(made) == 1
    others = {
        font_cache.cache_font(tmp_path, *what, lambda: b"x") for what in (("k", ".ttf"), ("key", ".otf"))
    }
    assert len(others | {first}) == 3


@pytest.mark.parametrize("torn", [b"", b"fon", b"fonts"])
def test_torn_is_remade(tmp_path: Path, torn: bytes) -> None:
    """A cached file that was changed is written again."""
    path = font_cache.cache_font(tmp_path, "key", ".ttf", lambda: b"font")
    path.write_bytes(torn)
    assert font_cache.cache_font(tmp_path, "key", ".ttf", lambda: b"font").read_bytes() == b"font"


@pytest.mark.parametrize("seal", [b"", b"0" * 64, b"\xff\xfe"])
def test_broken_seal_is_remade(tmp_path: Path, seal: bytes) -> None:
    """A cached file with a wrong seal is written again."""
    made: list[int] = []
    path = font_cache.cache_font(tmp_path, "key", ".ttf", lambda: b"font")
    path.with_suffix(".ttf.sha256").write_bytes(seal)
    font_cache.cache_font(tmp_path, "key", ".ttf", lambda: count_call(made))
    assert made


@pytest.fixture
def faces(tmp_path: Path) -> list[Path]:
    """Return two files."""
    paths = [tmp_path / "b.ttf", tmp_path / "a.ttf"]
    for path in paths:
        path.write_text(path.name)
    return paths


def test_digests(tmp_path: Path, faces: list[Path]) -> None:
    """A file is an input of kind font: its name without its folder, and its SHA-256."""
    inputs = font_cache.compute_font_inputs(faces, tmp_path / "cache")
    assert [(each.kind, each.name, each.digest, each.label) for each in inputs] == [
        ("font", "a.ttf", paths.compute_digest("a.ttf"), ""),
        ("font", "b.ttf", paths.compute_digest("b.ttf"), ""),
    ]


def test_read_once(tmp_path: Path, faces: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    """An unchanged file is not read again, and the store is not written."""
    first = font_cache.compute_font_inputs(faces, tmp_path / "cache")
    monkeypatch.setattr(paths, "compute_file_digest", lambda _: pytest.fail("read again"))
    monkeypatch.setattr(paths, "write_cache_file", lambda *_: pytest.fail("written again"))
    assert font_cache.compute_font_inputs(faces, tmp_path / "cache") == first


def test_changed_is_read(tmp_path: Path, faces: list[Path]) -> None:
    """A file replaced by one of the same size has another digest."""
    before = font_cache.compute_font_inputs(faces, tmp_path / "cache")
    fresh = tmp_path / "fresh"
    fresh.write_text("c.ttf")
    os.utime(fresh, ns=(1, 1))
    fresh.replace(faces[0])
    after = font_cache.compute_font_inputs(faces, tmp_path / "cache")
    assert before[0] == after[0]
    assert after[1].digest == paths.compute_digest("c.ttf")


@pytest.mark.parametrize("store", [b"", b"[]", b"{", b'{"a": 1}', b"\xff"])
def test_a_broken_store_is_no_matter(tmp_path: Path, faces: list[Path], store: bytes) -> None:
    """A store that cannot be read counts as empty."""
    whole = font_cache.compute_font_inputs(faces, tmp_path / "cache")
    (tmp_path / "cache" / "digests.json").write_bytes(store)
    assert font_cache.compute_font_inputs(faces, tmp_path / "cache") == whole


@pytest.mark.parametrize("torn", ['""', '"abc"', "null"])
def test_a_torn_digest_is_no_matter(tmp_path: Path, faces: list[Path], torn: str) -> None:
    """An invalid digest is computed again."""
    whole = font_cache.compute_font_inputs(faces, tmp_path)
    store = tmp_path / "digests.json"
    store.write_text(store.read_text().replace(f'"{paths.compute_digest("a.ttf")}"', torn))
    assert font_cache.compute_font_inputs(faces, tmp_path) == whole


def test_a_store_keeps_other_files(tmp_path: Path, faces: list[Path]) -> None:
    """Digesting one file keeps the digests of the others."""
    font_cache.compute_font_inputs(faces[:1], tmp_path)
    font_cache.compute_font_inputs(faces[1:], tmp_path)
    assert len(font_cache._read_digest_cache(tmp_path / "digests.json")) == 2


def test_identity(tmp_path: Path, faces: list[Path]) -> None:
    """The identity of files depends on their content, not on order and folder."""
    one = font_cache.compute_font_digest(faces, tmp_path / "cache")
    assert one == font_cache.compute_font_digest(faces[::-1], tmp_path / "elsewhere")
    faces[0].write_text("other")
    assert font_cache.compute_font_digest(faces, tmp_path / "cache") != one
