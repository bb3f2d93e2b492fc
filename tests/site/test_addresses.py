"""Addresses of a site: below the publisher's url, at the root of a host, from page to page."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.site.addresses import join_address, make_host_path, make_relative_address
from tests.conftest import TESTS

CASES = tomllib.loads((TESTS / "data/site/addresses.toml").read_text("utf-8"))["case"]
NAMES = st.lists(st.text("aé권 %#?:@&'\"<>", min_size=1).map(lambda name: f"x{name}"), min_size=1, max_size=3)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["absolute"] or case["path"])
def test_an_address_is_as_the_case_says(case: Mapping[str, str]) -> None:
    """Base and path are joined by one slash; without a base there is no absolute address."""
    assert join_address(case["base"], case["path"]) == case["absolute"]
    assert make_host_path(case["base"], case["path"]) == case["host"]
    assert make_relative_address(case["page"], case["path"]) == case["relative"]


@given(NAMES, NAMES)
def test_a_browser_finds_the_file(here: list[str], there: list[str]) -> None:
    """Whatever files are called, a relative and an absolute address lead to the file of the path."""
    page, path = (f"{'/'.join(names)}.html" for names in (here, there))
    base = "https://texts.example/some/path"
    address = urljoin(join_address(base, page), make_relative_address(page, path))
    for one in (address, join_address(base, path)):
        parts = urlsplit(one)
        assert (unquote(parts.path), parts.query, parts.fragment) == (f"/some/path/{path}", "", "")
