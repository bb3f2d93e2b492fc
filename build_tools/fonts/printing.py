"""Write the CSS of font files on this machine, for print."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from build_tools.fonts import css, font_cache, subset
from build_tools.fonts.families import FontFace, FontFamily, FontStacks
from build_tools.fonts.font_coverage import assign_code_points


def make_print_css(faces: FontStacks, letters: Iterable[str], cache: Path) -> str:
    """Return @font-face rules and font stacks for pages that are printed on this machine.

    A static face is used as it is, a variable one pinned, a member of a collection subset to
    `letters`; generated files are cached in the folder `cache`. Raises UserError `fonts/broken`,
    OSError if `cache` cannot be written.
    """
    shares = assign_code_points(faces, letters)
    rules = [
        css.make_font_face_rule(
            family,
            _prepare_print_file(face, shares[family.name], cache).resolve().as_uri(),
            weight=str(face.weight),
            style=face.style,
        )
        for family, face in _list_used_faces(faces, shares)
    ]
    return "".join(rules) + css.make_stack_properties(faces, tuple(shares), installed=False)


def _list_used_faces(
    faces: FontStacks, family_names: Iterable[str]
) -> list[tuple[FontFamily, FontFace]]:
    names = set(family_names)
    return [
        (family, face) for family in faces.families if family.name in names for face in family.faces
    ]


def _prepare_print_file(face: FontFace, code_points: frozenset[int], cache: Path) -> Path:
    if face.is_static:
        return face.file
    source = font_cache.compute_font_digest([face.file], cache)
    key = f"print {source} {face.number} {face.axes}"
    if face.file.suffix != ".ttc":
        return font_cache.cache_font(cache, key, ".ttf", lambda: subset.make_static_font(face))
    return font_cache.cache_font(
        cache, f"{key} {sorted(code_points)}", ".otf", lambda: subset.subset_font(face, code_points)
    )
