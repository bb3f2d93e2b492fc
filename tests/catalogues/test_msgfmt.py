"""Catalogues that msgfmt rejects."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

import pytest

from build_tools.catalogues import compile_edition
from build_tools.errors import UserError
from build_tools.paths import Root
from tests.catalogues.conftest import MakeEdition, Write

DATA = Path(__file__).parent.parent / "data" / "catalogues"


@dataclass(frozen=True)
class Case:
    """A broken file, the line that is named and the message."""

    name: str
    line: int
    says: str
    body: str = ""
    whole: str = ""


def _bytes(written: str) -> bytes:
    return written.encode().decode("unicode_escape").encode("latin-1")


CASES = [Case(**case) for case in tomllib.loads((DATA / "syntax.toml").read_text())["case"]]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_broken_catalogue_is_named_with_its_line(
    case: Case, root: Root, write: Write, edition: MakeEdition, tmp_path: Path
) -> None:
    """The error has the file, the line, what is wrong and how to fix it; no part of the file is used."""
    path = write("p/index.po", _bytes(case.body))
    if case.whole:
        path.write_bytes(_bytes(case.whole))
    with pytest.raises(UserError) as caught:
        compile_edition(edition(), root, tmp_path / "into")
    error = caught.value
    assert (error.code, error.exit_code) == ("catalogue/syntax", 1)
    assert (error.place.file, error.place.line) == ("locale/fr/LC_MESSAGES/p/index.po", case.line)
    assert case.says in error.message
    assert error.remedy
    assert str(tmp_path) not in str(error)
    assert not (tmp_path / "into").exists()


def test_the_first_broken_page_of_many_is_named(
    root: Root, write: Write, edition: MakeEdition, tmp_path: Path
) -> None:
    """Of many pages read in parallel, the first broken one by name is reported."""
    for page in range(12):
        write(f"p/page-{page:02}.po", 'msgid "a"\nmsgstr "b"\n' if page < 10 else "broken\n")
    with pytest.raises(UserError) as caught:
        compile_edition(edition(), root, tmp_path / "into")
    assert caught.value.place.file.endswith("page-10.po")
