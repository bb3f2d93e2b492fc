"""The picture of the rooms in build_tools/README.md agrees with the imports."""

from __future__ import annotations

import importlib.util
from types import ModuleType

from build_tools.paths import PROJECT_DIR

SCRIPT = PROJECT_DIR / "docs" / "rooms.py"


def load_script() -> ModuleType:
    """Return the script that draws the rooms, as a module."""
    spec = importlib.util.spec_from_file_location("rooms", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_picture_is_what_the_imports_say() -> None:
    """After a change of the imports, draw the picture again: .venv/bin/python docs/rooms.py."""
    assert SCRIPT.with_suffix(".svg").read_text(encoding="utf-8") == load_script().draw_rooms()


def test_every_room_stands_above_those_that_it_imports() -> None:
    """No arrow goes up, and no room is missing."""
    script = load_script()
    imports = script.read_imports()
    heights = {room: top for room, (_, top) in script.place_rooms(imports).items()}
    assert heights.keys() == imports.keys()
    pairs = [(room, name) for room, names in imports.items() for name in names]
    assert [pair for pair in pairs if heights[pair[0]] >= heights[pair[1]]] == []
