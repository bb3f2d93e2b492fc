"""Draw docs/rooms.svg: the rooms of build_tools, by what each imports.

Run it with the environment's Python after a change of the rooms:

    .venv/bin/python docs/rooms.py

Every room stands above the rooms that it imports. An arrow that follows from others is left out:
cli -> tasks -> model makes cli -> model. A test compares the file with what this script draws.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Mapping
from html import escape
from pathlib import Path

import build_tools

PACKAGE = Path(build_tools.__file__).parent
FILE = Path(__file__).resolve().with_name("rooms.svg")
BOX, HEIGHT, GAP, ROW = 112, 32, 12, 84
HEAD = (
    '<svg xmlns="http://www.w3.org/2000/svg" role="img" width="{width}" height="{height}"'
    ' viewBox="0 0 {width} {height}" font-family="sans-serif" text-anchor="middle">\n'
    "<title>The rooms of build_tools</title>\n"
    "<desc>{text}</desc>\n"
    '<defs><marker id="head" viewBox="0 0 6 6" refX="6" refY="3" markerWidth="6" markerHeight="6"'
    ' orient="auto"><path d="M0 0 6 3 0 6z" fill="#8a857c"/></marker></defs>\n'
    '<rect width="100%" height="100%" fill="#fff"/>\n'
)

Graph = Mapping[str, frozenset[str]]


def read_imports() -> dict[str, frozenset[str]]:
    """Return the rooms that each room imports, read from the code."""
    imports: dict[str, set[str]] = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        room = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
        if room != "__init__":
            imports.setdefault(room, set()).update(_list_imports(path))
    return {room: frozenset(names & imports.keys() - {room}) for room, names in imports.items()}


def _list_imports(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            names.update(re.findall(r"^build_tools(?:\.\w+)+$", node.value))  # loaded by its name
    return {name.split(".")[1] for name in names if name.startswith("build_tools.")}


def reduce_graph(imports: Graph) -> dict[str, frozenset[str]]:
    """Return the imports without those that follow from others (the transitive reduction)."""
    below = {room: _list_below(room, imports) for room in imports}
    return {
        room: frozenset(name for name in names if not any(name in below[other] for other in names - {name}))
        for room, names in imports.items()
    }


def _list_below(room: str, imports: Graph) -> frozenset[str]:
    direct = imports[room]
    return direct.union(*(_list_below(name, imports) for name in direct))


def layer_rooms(imports: Graph) -> list[list[str]]:
    """Return the floors, the lowest first; a room stands one above the highest that it imports."""
    floors: dict[str, int] = {}

    def find_floor(room: str) -> int:
        if room not in floors:
            floors[room] = 1 + max(map(find_floor, imports[room]), default=-1)
        return floors[room]

    for room in sorted(imports):
        find_floor(room)
    return [
        sorted(room for room, floor in floors.items() if floor == number)
        for number in range(1 + max(floors.values()))
    ]


def place_rooms(imports: Graph) -> dict[str, tuple[float, float]]:
    """Return the centre of each room's box; a floor is ordered by the rooms that its own import."""
    floors = layer_rooms(imports)
    places: dict[str, tuple[float, float]] = {}
    for number, floor in enumerate(floors):
        middle = {
            room: sum(places[name][0] for name in imports[room]) / max(1, len(imports[room]))
            for room in floor
        }
        step = measure_width(floors) / len(floor)
        top = (len(floors) - number - 0.5) * ROW
        for position, room in enumerate(sorted(floor, key=lambda room: (middle[room], room))):
            places[room] = (step * (position + 0.5), top)
    return places


def measure_width(floors: list[list[str]]) -> int:
    """Return the width of the drawing in pixels: that of the floor with the most rooms."""
    return max(map(len, floors)) * (BOX + GAP)


def draw_rooms() -> str:
    """Return the drawing as SVG, the same for the same imports."""
    imports = reduce_graph(read_imports())
    places = place_rooms(imports)
    sentences = [f"{room} imports {', '.join(sorted(names))}." for room, names in imports.items() if names]
    floors = layer_rooms(imports)
    arrows = [
        _draw_arrow(places[room], places[name]) for room, names in imports.items() for name in sorted(names)
    ]
    boxes = [_draw_box(room, *places[room]) for room in imports]
    head = HEAD.format(
        width=measure_width(floors), height=len(floors) * ROW, text=escape(" ".join(sentences))
    )
    return head + "\n".join([*arrows, *boxes, "</svg>\n"])


def _draw_arrow(start: tuple[float, float], end: tuple[float, float]) -> str:
    (x1, y1), (x2, y2) = start, end
    y1, y2 = y1 + HEIGHT / 2, y2 - HEIGHT / 2 - 2
    middle = (y1 + y2) / 2
    curve = f"M{x1:.0f} {y1:.0f}C{x1:.0f} {middle:.0f} {x2:.0f} {middle:.0f} {x2:.0f} {y2:.0f}"
    return f'<path d="{curve}" fill="none" stroke="#8a857c" marker-end="url(#head)"/>'


def _draw_box(room: str, x: float, y: float) -> str:
    return (
        f'<rect x="{x - BOX / 2:.0f}" y="{y - HEIGHT / 2:.0f}" width="{BOX}" height="{HEIGHT}"'
        ' fill="#f6f4ef" stroke="#1f3a5f"/>'
        f'<text x="{x:.0f}" y="{y + 5:.0f}" font-size="15" fill="#1c1b1a">{room}</text>'
    )


if __name__ == "__main__":
    FILE.write_text(draw_rooms(), encoding="utf-8")
