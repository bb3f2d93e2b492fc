"""The line of a key is found in any notation of TOML."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path

from hypothesis import example, given, settings
from hypothesis import strategies as st

from build_tools.register.toml_document import KeyPath, TomlDocument, format_key_path, map_key_lines
from tests.helpers.processor_time import LINEAR, measure_growth

ODD = Path(__file__).parent.parent / "data" / "register" / "odd" / "document.toml"


def test_an_odd_document() -> None:
    """Comments, multi-line strings, dotted and quoted keys do not disturb the search."""
    text = ODD.read_text(encoding="utf-8")
    assert tomllib.loads(text)["title"] == "a # no comment"
    assert map_key_lines(text) == {
        ("title",): 2,
        ("quoted key",): 3,
        ("a",): 4,
        ("a", "b.c"): 4,
        ("a", "b.c", "d"): 4,
        ("a", "b.c", "d", "list"): 5,
        ("a", "b.c", "d", "list", 0): 6,
        ("a", "b.c", "d", "list", 1): 6,
        ("a", "b.c", "d", "list", 1, 0): 6,
        ("a", "b.c", "d", "list", 1, 1): 7,
        ("a", "b.c", "d", "list", 2): 7,
        ("a", "b.c", "d", "list", 3): 7,
        ("a", "b.c", "d", "list", 3, "x"): 7,
        ("a", "b.c", "d", "list", 3, "y"): 7,
        ("a", "b.c", "d", "list", 3, "y", 0): 7,
        ("a", "b.c", "d", "list", 3, "y", 1): 8,
        ("a", "b.c", "d", "text"): 10,
        ("a", "b.c", "d", "after"): 14,
        ("a", "b.c", "d", "after", "dotted"): 14,
        ("a", "b.c", "d", "after", "dotted", "key"): 14,
        ("a", "b.c", "d", "literal"): 15,
        ("a", "b.c", "d", "float"): 18,
        ("array",): 19,
        ("array", 0): 19,
        ("array", 0, "last"): 20,
    }


def test_a_path_in_words() -> None:
    """A path is written for people, with elements counted from one."""
    assert format_key_path(("publications", "my-text", "languages", 1)) == (
        "publications.my-text.languages[2]"
    )
    assert format_key_path(("articles", "ca-{n}")) == 'articles."ca-{n}"'


keys = st.text(st.characters(codec="utf-8", exclude_categories=["C"]), max_size=6)
scalars = st.one_of(
    st.text(st.characters(codec="utf-8", exclude_categories=["C"]), max_size=9),
    st.integers(0, 99),
    st.booleans(),
)
values = st.one_of(scalars, st.lists(scalars, max_size=3))
documents = st.dictionaries(keys, st.dictionaries(keys, values, max_size=3), max_size=4)


def _quoted(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _written(
    tables: Mapping[str, Mapping[str, object]],
) -> Iterator[tuple[str, KeyPath]]:
    """Yield lines of TOML, each with the path of its first value."""
    for name, table in tables.items():
        yield f"  [ {_quoted(name)} ] # [x]", (name,)
        for key, value in table.items():
            if not isinstance(value, list):
                yield f"{_quoted(key)}={_quoted(value)} # = 1", (name, key)
                continue
            yield f"{_quoted(key)} = [", (name, key)
            for at, element in enumerate(value):
                yield f"  {_quoted(element)}, # ]", (name, key, at)
            yield "]", ()


@settings(max_examples=60)
@given(tables=documents)
def test_every_key_has_its_line(tables: Mapping[str, Mapping[str, object]]) -> None:
    """Each table, key and element is found at its line."""
    written = list(_written(tables))
    text = "\n".join(line for line, _ in written)
    assert tomllib.loads(text) == tables
    assert map_key_lines(text) == {path: at for at, (_, path) in enumerate(written, 1) if path}


@settings(max_examples=60)
@given(text=st.text(alphabet="[]{}=,.\"'#\n a1\\"))
@example("a=[}")
@example("[a=\n=]]")
@example('"\\q" = 1')
def test_no_text_is_too_odd(text: str) -> None:
    """Invalid TOML gives the lines found so far, and never an error or an endless loop."""
    assert all(1 <= line <= text.count("\n") + 1 for line in map_key_lines(text).values())


def test_the_lines_of_a_file_are_looked_for_once() -> None:
    """Each article of a list has its line; a list twice as long takes twice the time."""

    def find_lines(count: int) -> None:
        """Find the line of each element of a list as if for the first time."""
        document = TomlDocument("a.toml", "[p]\nlist = [\n" + '    "a",\n' * count + "]\n")
        map_key_lines.cache_clear()
        assert [document.find_line(("p", "list", at)) for at in range(count)] == list(range(3, count + 3))

    assert measure_growth(find_lines, 1_000) < LINEAR
