"""Select the font families that a language is set in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from build_tools.errors import UserError
from build_tools.fonts import family_table, system_fonts
from build_tools.fonts.families import FontFamily, FontStacks, remove_duplicate_families
from build_tools.fonts.family_table import StackKind
from build_tools.model import Language, Place


def select_fonts(language: Language, others: Sequence[Language] = ()) -> FontStacks:
    """Return the families for a language and, last, for the letters of `others`.

    The families of the language come first, then those of its script. Raises UserError
    `fonts/missing` if a family of the language is not installed; one of `others` is left out,
    and `find_missing_glyphs` then tells which letters have no glyph.
    """
    text, furniture = _build_stack(language, "text"), _build_stack(language, "furniture")
    for other in others:
        text += _find_borrowed_families(other, "text")
        furniture += _find_borrowed_families(other, "furniture")
    return FontStacks(text=remove_duplicate_families(text), furniture=remove_duplicate_families(furniture))


def _build_stack(language: Language, kind: StackKind) -> tuple[FontFamily, ...]:
    names = language.text if kind == "text" else language.furniture
    place = Place(file="locale/languages.toml")
    families = tuple(_require_family((name,), language, place) for name in names)
    script_families = family_table.get_script_families(language.script, kind)
    if families:
        # The others only serve letters that the named ones lack, and may be missing.
        return (*families, *filter(None, map(_find_first_family, script_families)))
    if not script_families:
        raise _make_unknown_script_error(language)
    return tuple(_require_family(names, language, Place()) for names in script_families)


def _find_borrowed_families(language: Language, kind: StackKind) -> tuple[FontFamily, ...]:
    own_names = language.text if kind == "text" else language.furniture
    script_families = family_table.get_script_families(language.script, kind)
    candidates = (*((name,) for name in own_names), *script_families)
    families = filter(None, map(_find_first_family, candidates))
    return tuple(replace(family, borrowed=True) for family in families)


def _find_first_family(names: tuple[str, ...]) -> FontFamily | None:
    return next(filter(None, map(find_family, names)), None)


def find_family(name: str) -> FontFamily | None:
    """Return a family by name: from a wheel, from Debian, or as fontconfig finds it."""
    return (
        family_table.find_wheel_family(name)
        or system_fonts.find_debian_family(name)
        or system_fonts.find_installed_family(name)
    )


def _require_family(names: tuple[str, ...], language: Language, place: Place) -> FontFamily:
    family = _find_first_family(names)
    if family is None:
        message = (
            f"the family {names[0]}, in which {language.tag} ({language.name}, script"
            f" {language.script}) is set, is not on this machine"
        )
        remedy = family_table.make_font_remedy(names[0])
        raise UserError("fonts/missing", message, remedy=remedy, place=place)
    return family


def _make_unknown_script_error(language: Language) -> UserError:
    return UserError(
        "fonts/missing",
        f"no family is known for the script {language.script} of {language.tag} ({language.name})",
        remedy=f'name an installed one in locale/languages.toml: [{language.tag}] fonts = ["…"]',
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ScriptFont:
    """Describe a family that a script is set in; without `file` it is missing, see `remedy`."""

    script: str
    family: str
    file: Path | None
    licence: str
    remedy: str


def list_script_fonts() -> tuple[ScriptFont, ...]:
    """Return the families of every script in the table, installed or not."""
    rows = {
        (script, names[0]): _describe_script_font(script, names[0])
        for script in family_table.list_scripts()
        for kind in family_table.STACK_KINDS
        for names in family_table.get_script_families(script, kind)
    }
    return tuple(rows.values())


def _describe_script_font(script: str, name: str) -> ScriptFont:
    family = find_family(name)
    if family is None:
        remedy = family_table.make_font_remedy(name)
        return ScriptFont(script=script, family=name, file=None, licence="", remedy=remedy)
    licence = "SIL Open Font License 1.1" if family.licence else "not known to be open"
    if family.reserved:
        licence += ", name reserved"
    file = family.faces[0].file
    return ScriptFont(script=script, family=name, file=file, licence=licence, remedy="")
