"""Write the CSS and the files of fonts: web fonts, embedded fonts, fonts for print."""

from __future__ import annotations

import importlib.util
from base64 import b64encode
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from build_tools import paths
from build_tools.fonts import subset
from build_tools.fonts.families import (
    LICENCE,
    STACK_KINDS,
    FontFace,
    FontFamily,
    FontStacks,
    Style,
    is_name_reserved,
    quote_css_string,
)
from build_tools.fonts.font_cache import cache_font, compute_font_digest
from build_tools.fonts.font_coverage import (
    ALPHABETS,
    Shares,
    assign_code_points,
)
from build_tools.fonts.page_letters import FaceKind, ShownLetters, count_face_letters, split_letters
from build_tools.fonts.stand_ins import StandIn
from build_tools.fonts.table_directory import make_broken_font_error
from build_tools.fonts.woff2 import BROTLI_QUALITY, compress_woff2

# A second file is worth a request from a hundred glyphs on.
LARGE_PART = 100
BOLD_WEIGHT = 600
GENERIC_FAMILIES = ("serif", "sans-serif")


def make_print_css(faces: FontStacks, letters: Iterable[str], cache: Path) -> str:
    """Return @font-face rules and font stacks for pages that are printed on this machine.

    A static face is used as it is, a variable one pinned, a member of a collection subset to `letters`.
    Raises UserError `fonts/broken`.
    """
    shares = assign_code_points(faces, letters)
    rules = []
    for family in faces.families:
        for face in family.faces if family.name in shares else ():
            url = _prepare_print_file(face, shares[family.name], cache).resolve().as_uri()
            rules.append(make_font_face_rule(family, url, weight=str(face.weight), style=face.style))
    return "".join(rules) + make_stack_properties(faces, tuple(shares), installed=False)


def _prepare_print_file(face: FontFace, code_points: frozenset[int], cache: Path) -> Path:
    subset.open_font_face(face)
    if face.is_static:
        return face.file
    key = f"print {compute_font_digest([face.file], cache)} {face.number} {face.axes}"
    if face.file.suffix != ".ttc":
        return cache_font(cache, key, ".ttf", lambda: subset.make_static_font(face))
    key = f"{key} {sorted(code_points)}"
    return cache_font(cache, key, ".otf", lambda: subset.subset_font(face, code_points))


@dataclass(frozen=True, slots=True)
class _WebFont:
    family: FontFamily
    face: FontFace
    weight: str
    letters: frozenset[int] | None  # None: the whole face
    part: str = ""  # of a font in parts: "-more" is what few pages need, "-rest" what none does
    range: str = ""  # what browsers look for in a part

    @property
    def file_name(self) -> str:
        """Return its file name, which does not change with its letters."""
        suffix = "-italic" if self.face.style == "italic" else ""
        return f"{self.family.slug}-{self.weight.replace(' ', '-')}{suffix}{self.part}.woff2"


def write_webfonts(
    faces: FontStacks,
    letters: Iterable[str],
    folder: Path,
    cache: Path,
    *,
    prefix: str = "fonts/",
    pages: Sequence[str] = (),
    stand_ins: Sequence[StandIn] = (),
) -> str:
    """Write the web fonts that `letters` need into `folder`, each with its licence; return CSS.

    With `pages`, of HTML, a font of a large script comes in parts, of which a page loads those that it
    needs. `stand_ins` are set until the fonts have come. URLs are `prefix` and a name that does not change
    with the letters. A face whose name is reserved is served unchanged, one whose licence is not known to be
    open not at all. Raises UserError `fonts/broken`.
    """
    shares = assign_code_points(faces, letters)
    web_fonts = [row for family in faces.families for row in _iter_web_fonts(family, shares)]
    if pages and any(map(_is_large, web_fonts)):
        shown = count_face_letters(pages)
        web_fonts = [part for row in web_fonts for part in _split_web_font(row, faces, shown)]
    for row in web_fonts:
        paths.write_cache_file(folder / row.file_name, _pack_web_font(row, cache).read_bytes())
    for family in {row.family.name: row.family for row in web_fonts}.values():
        paths.write_cache_file(folder / f"{family.slug}-licence.txt", _make_licence_text(family))
    rules = "".join(_make_web_font_rule(row, prefix) for row in web_fonts)
    present = tuple(dict.fromkeys(row.family.name for row in web_fonts))
    present_stand_ins = [stand_in for stand_in in stand_ins if stand_in.family in present]
    rules += "".join(stand_in.rules for stand_in in present_stand_ins)
    return rules + make_stack_properties(faces, present, installed=True, stand_ins=present_stand_ins)


def write_formula_font(letters: Iterable[str], folder: Path, cache: Path, *, prefix: str = "fonts/") -> str:
    """Write the web font of formulas with its licence; return CSS. Raises UserError `fonts/broken`.

    A machine without a font for formulas shows them without roots, and with brackets of one size.
    """
    family = FontFamily(name="STIX Two Math", faces=(FontFace(file=_find_formula_font()),), licence=LICENCE)
    row = _WebFont(family, family.faces[0], "400", frozenset(map(ord, letters)))
    paths.write_cache_file(folder / row.file_name, _pack_web_font(row, cache).read_bytes())
    paths.write_cache_file(folder / f"{family.slug}-licence.txt", _make_licence_text(family))
    stack = f"{family.css_name}, var(--font-text), math"
    return f"{_make_web_font_rule(row, prefix)}math {{ font-family: {stack}; }}\n"


def _find_formula_font() -> Path:
    spec = importlib.util.find_spec("ziamath")
    folders = spec.submodule_search_locations if spec else None
    return Path(next(iter(folders or ()), ""), "fonts", "STIXTwoMath-Regular.ttf")


def make_embedded_css(faces: FontStacks, letters: Iterable[str], cache: Path) -> str:
    """Return CSS with the fonts embedded, for an SVG image, which can load no other file.

    Regular faces with `letters` and no more; fonts that may not be subset are left out.
    """
    code_points = frozenset(ord(letter) for run in letters for letter in run)
    shares = assign_code_points(faces, map(chr, code_points))
    web_fonts = [
        _WebFont(family, face, "400", shares[family.name] & code_points)
        for family in faces.families
        if family.name in shares and _can_be_subset(family)
        for face in family.faces
        if (face.weight, face.style) == (400, "normal")
    ]
    rules = []
    for row in web_fonts:
        url = f"data:font/woff2;base64,{b64encode(_pack_web_font(row, cache).read_bytes()).decode()}"
        rules.append(make_font_face_rule(row.family, url, weight="400", style="normal"))
    return "".join(rules) + make_class_rules(faces, tuple(row.family.name for row in web_fonts))


def _can_be_subset(family: FontFamily) -> bool:
    if not family.licence or family.reserved:
        return False
    return not any(is_name_reserved(subset.read_copyright(face)) for face in family.faces)


def _make_web_font_rule(row: _WebFont, prefix: str) -> str:
    url, descriptors = prefix + row.file_name, "font-display: swap; "
    descriptors += f"unicode-range: {row.range}; " if row.range else ""
    return make_font_face_rule(
        row.family, url, weight=row.weight, style=row.face.style, descriptors=descriptors
    )


def _is_large(row: _WebFont) -> bool:
    return len((row.letters or frozenset()).difference(*ALPHABETS)) >= LARGE_PART


def _split_web_font(row: _WebFont, faces: FontStacks, shown: ShownLetters) -> Iterator[_WebFont]:
    if row.letters is None or not _is_large(row):
        yield row
        return
    stacks = zip(STACK_KINDS, (faces.text, faces.furniture), strict=True)
    names = [name for name, stack in stacks if row.family in stack] or STACK_KINDS
    kinds: list[FaceKind] = [(name, row.face.weight >= BOLD_WEIGHT) for name in names]
    for part, letters, run in split_letters(row.letters, [shown[kind] for kind in kinds]):
        yield replace(row, letters=letters, part=part, range=run)


def _iter_web_fonts(family: FontFamily, shares: Shares) -> Iterator[_WebFont]:
    share = shares.get(family.name)
    if not share or not family.licence:
        return
    if _can_be_subset(family):
        yield from (_WebFont(family, face, str(face.weight), share) for face in family.faces)
    else:
        yield from _iter_whole_fonts(family)


def _iter_whole_fonts(family: FontFamily) -> Iterator[_WebFont]:
    # A variable file holds every weight: one rule a file, for its range of weights.
    by_file: dict[Path, list[FontFace]] = {}
    for face in family.faces:
        by_file.setdefault(face.file, []).append(face)
    for path, file_faces in by_file.items():
        weights = sorted({face.weight for face in file_faces})
        if path.suffix != ".ttc":
            yield _WebFont(family, file_faces[0], " ".join(map(str, weights)), None)


def _pack_web_font(row: _WebFont, cache: Path) -> Path:
    face, code_points = row.face, row.letters
    key = f"web {BROTLI_QUALITY} {compute_font_digest([face.file], cache)} {face.number}"
    if code_points is None:
        return cache_font(cache, key, ".woff2", lambda: _compress_font(face, _read_whole_font(face)))
    key = f"{key} {face.axes} {sorted(code_points)}"
    return cache_font(
        cache, key, ".woff2", lambda: _compress_font(face, subset.subset_web_font(face, code_points))
    )


def _read_whole_font(face: FontFace) -> bytes:
    subset.open_font_face(face)
    return face.file.read_bytes()


def _compress_font(face: FontFace, font: bytes) -> bytes:
    """Return a font as WOFF2. Raises UserError `fonts/broken`, which names the file that it was made from."""
    try:
        return compress_woff2(font)
    except Exception as error:  # fontTools raises all kinds on broken tables
        raise make_broken_font_error(face.file) from error


def _make_licence_text(family: FontFamily) -> bytes:
    text = family.licence.read_text("utf-8", errors="replace") if family.licence else ""
    owner = subset.read_copyright(family.faces[0])
    return (text if owner in text else f"{owner}\n\n{text}").encode()


def make_font_face_rule(
    family: FontFamily, url: str, *, weight: str, style: Style, descriptors: str = ""
) -> str:
    """Return an @font-face rule."""
    return (
        f"@font-face {{ font-family: {family.css_name}; font-style: {style};"
        f' font-weight: {weight}; {descriptors}src: url("{url}"); }}\n'
    )


def make_stack_properties(
    faces: FontStacks, present: Sequence[str], *, installed: bool, stand_ins: Sequence[StandIn] = ()
) -> str:
    """Return the two custom properties; `installed` adds those that are not `present` by their own names."""
    lines = (
        f"  --font-{name}: {', '.join([*_list_css_names(stack, present, installed, stand_ins), generic])};\n"
        for name, stack, generic in zip(STACK_KINDS, faces.stacks, GENERIC_FAMILIES, strict=True)
    )
    return f":root {{\n{''.join(lines)}}}\n"


def make_class_rules(faces: FontStacks, present: Sequence[str]) -> str:
    """Return rules for the classes `text` and `furniture`, in the `present` families."""
    rules = []
    for name, stack, generic in zip(STACK_KINDS, faces.stacks, GENERIC_FAMILIES, strict=True):
        families = ", ".join([*_list_css_names(stack, present, True), generic])
        rules.append(f".{name} {{ font-family: {families}; }}\n")
    return "".join(rules)


def _list_css_names(
    stack: Sequence[FontFamily], present: Sequence[str], installed: bool, stand_ins: Sequence[StandIn] = ()
) -> list[str]:
    names = []
    for family in (family for family in stack if family.name in present):
        own_stand_ins = (stand_in.css_name for stand_in in stand_ins if stand_in.family == family.name)
        names += [family.css_name, *own_stand_ins]
    if installed:
        names += [quote_css_string(family.name) for family in stack if family.name not in present]
    return names
