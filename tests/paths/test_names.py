"""Paths and digests: two different things never share one."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools import paths
from build_tools.model import FORMATS, Target
from build_tools.paths import BuildFolder

BUILD = BuildFolder(Path("/b"))
ids = st.from_regex(r"[a-z0-9-]{1,4}", fullmatch=True)
tags = st.sampled_from(["fr", "ar", "zh-Hans", "zh-Hant", "pt", "pt-BR"])
targets = st.builds(Target, ids, tags, st.sampled_from(list(FORMATS)))


def test_names_as_promised() -> None:
    """An edition is at the path that the contract promises."""
    found = {format: BUILD.get_main_file(Target("a", "zh-Hans", format)) for format in list(FORMATS)}
    assert found == {
        "html": Path("/b/editions/zh-Hans/a/html/index.html"),
        "pdf": Path("/b/editions/zh-Hans/a/a-zh-Hans.pdf"),
        "epub": Path("/b/editions/zh-Hans/a/a-zh-Hans.epub"),
        "pdf/large": Path("/b/editions/zh-Hans/a/a-zh-Hans-large.pdf"),
        "proof": Path("/b/proofs/zh-Hans/a/index.html"),
    }
    assert BUILD.relativize(found["pdf"]) == "editions/zh-Hans/a/a-zh-Hans.pdf"
    assert BUILD.report == Path("/b/report.json")


@given(one=targets, other=targets)
def test_no_two_targets_share_a_place(one: Target, other: Target) -> None:
    """No output path of a target is equal to, or below, that of another."""
    if one != other:
        assert not BUILD.get_output(one).is_relative_to(BUILD.get_output(other))
    assert BUILD.get_main_file(one).is_relative_to(BUILD.get_output(one))
    is_within = BUILD.get_output(one).is_relative_to(BUILD.get_edition_folder(one.publication, one.language))
    assert is_within == FORMATS[one.format].is_published


@given(target=targets)
def test_a_name_is_one_part(target: Target) -> None:
    """A file name is a single path component, and the private folder is separate."""
    name = paths.format_output_name(target.publication, target.language, target.format)
    assert Path(name).name == name
    assert not BUILD.get_output(target).is_relative_to(BUILD.private)


def test_a_digest_is_sha_256() -> None:
    """A digest is what sha256sum prints."""
    assert paths.compute_digest("abc") == ("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")


@given(one=st.text(st.characters()), other=st.text(st.characters()))
def test_a_digest_tells_texts_apart(one: str, other: str) -> None:
    """Only equal texts have equal digests, and text is encoded as UTF-8."""
    assert (paths.compute_digest(one) == paths.compute_digest(other)) == (one == other)
    assert paths.compute_digest(one) == paths.compute_digest(one.encode("utf-8", "surrogatepass"))


@given(data=st.binary())
def test_a_file_s_digest_is_its_content_s(data: bytes, tmp_path_factory: pytest.TempPathFactory) -> None:
    """The name and time of a file do not change its digest."""
    path = tmp_path_factory.getbasetemp() / "digested"
    path.write_bytes(data)
    assert paths.compute_file_digest(path) == paths.compute_digest(data)
