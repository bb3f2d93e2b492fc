"""Values cached in JSON files of the build folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from build_tools.model import Finding, Input, Place
from build_tools.tasks.cache import digest_inputs, load_findings, read_cache, write_cache

FINDING = Finding(code="a/b", severity="note", message="m", place=Place(file="f", line=3))


def test_a_value_comes_back_under_its_key_alone(tmp_path: Path) -> None:
    """Dataclasses in a value are written as objects, and created again by the reader."""
    path = tmp_path / "new" / "cache.json"
    write_cache(path, "key", [FINDING])
    assert read_cache(path, "key", load_findings) == (FINDING,)
    assert read_cache(path, "other", load_findings) is None


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"key": "key", "value": [{"code": 1}]}', "\xff"])
def test_a_file_that_is_no_cache_counts_as_none(tmp_path: Path, text: str) -> None:
    """A truncated, old or foreign file only causes its value to be computed again."""
    path = tmp_path / "cache.json"
    path.write_bytes(text.encode("latin-1"))
    assert read_cache(path, "key", load_findings) is None


def test_a_folder_that_cannot_be_written_is_no_error(tmp_path: Path) -> None:
    """Then nothing is cached."""
    (tmp_path / "file").write_text("")
    write_cache(tmp_path / "file" / "cache.json", "key", [])
    assert read_cache(tmp_path / "file" / "cache.json", "key", load_findings) is None


def test_a_key_changes_with_every_digest() -> None:
    """The kind, name and digest of each input change the key, and so does their order."""
    inputs = [Input(kind="font", name="a", digest="1"), Input(kind="tool", name="b", digest="2")]
    changed = [inputs[0], Input(kind="tool", name="b", digest="3")]
    keys = {digest_inputs(each) for each in (inputs, changed, inputs[::-1], inputs[:1])}
    assert len(keys) == 4
