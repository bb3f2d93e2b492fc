"""Turn the outline of words into polygons, for drawings of pixels."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import groupby
from math import ceil, comb, sqrt
from operator import mul

Polygon = tuple[tuple[float, float], ...]
_COMMAND = re.compile(r"([MLQCZ])([^MLQCZ]*)")
# Into how many parts a curve is divided, by its degree: the square root of so much of the size of its letter.
FINENESS = {2: 0.2, 3: 0.6}


def group_glyph_polygons(path: str, left: float, base: float, size: float) -> Iterator[tuple[Polygon, ...]]:
    """Yield the contours of a path by where they overlap: a letter with its holes, or letters that join."""
    contours = sorted(_iter_polygons(path, left, base, size), key=lambda contour: min(x for x, _ in contour))
    ends: list[tuple[int, Polygon]] = []
    number, reach = 0, float("-inf")
    for contour in contours:
        number += min(x for x, _ in contour) > reach
        reach = max(reach, *(x for x, _ in contour))
        ends.append((number, contour))
    for _, group in groupby(ends, key=lambda pair: pair[0]):
        yield tuple(contour for _, contour in group)


def _iter_polygons(path: str, left: float, base: float, size: float) -> Iterator[Polygon]:
    points: list[tuple[float, float]] = []
    for command, numbers in _COMMAND.findall(path):
        values = [float(number) for number in numbers.split()]
        ends = [(left + x * size, base + y * size) for x, y in zip(values[::2], values[1::2], strict=True)]
        if command in "MZ":
            if len(points) > 2:
                yield tuple(points)
            points = ends
        else:
            points += _bend([points[-1], *ends], size)
    if len(points) > 2:
        yield tuple(points)


def _bend(controls: list[tuple[float, float]], size: float) -> Iterator[tuple[float, float]]:
    """Yield points of a Bézier curve of a letter after its first; of a line its end."""
    xs, ys = zip(*controls, strict=True)
    for weights in _list_weights(len(controls) - 1, size):
        yield sum(map(mul, weights, xs)), sum(map(mul, weights, ys))


@cache
def _list_weights(degree: int, size: float) -> tuple[tuple[float, ...], ...]:
    """Return how much each control counts, a row for each point (Bernstein's polynomials)."""
    steps = ceil(sqrt(size * FINENESS.get(degree, 0))) or 1
    shares = [step / steps for step in range(1, steps + 1)]
    return tuple(
        tuple(comb(degree, k) * share**k * (1 - share) ** (degree - k) for k in range(degree + 1))
        for share in shares
    )
