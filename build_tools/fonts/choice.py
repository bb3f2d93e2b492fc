"""Which families a language is set in: takes a Language, gives its Faces or what is missing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from build_tools.errors import UserError
from build_tools.fonts import system, table
from build_tools.fonts.families import Faces, Family, unique
from build_tools.fonts.table import Kind
from build_tools.model import Language, Place


def faces(language: Language, others: Sequence[Language] = ()) -> Faces:
    """Return the families for a language and, last, for the letters of `others`.

    What the language names comes first, then what its script needs. Raises Mendable
    `fonts/missing` where a family of the language is not there; one of `others` is left
    out, and `lacking` then says which letters that costs.
    """
    text, furniture = _stack(language, "text"), _stack(language, "furniture")
    for other in others:
        text += _borrowed(other, "text")
        furniture += _borrowed(other, "furniture")
    return Faces(text=unique(text), furniture=unique(furniture))


def _stack(language: Language, kind: Kind) -> tuple[Family, ...]:
    named = language.text if kind == "text" else language.furniture
    chosen = tuple(_named(name, language) for name in named)
    wanted = table.names(language.script, kind)
    if chosen:
        # The rest is for letters that the named ones lack: welcome, not needed.
        found = (_first(names) for names in wanted)
        return (*chosen, *(family for family in found if family))
    if not wanted:
        raise _unknown(language)
    return tuple(_needed(names, language) for names in wanted)


def _borrowed(language: Language, kind: Kind) -> tuple[Family, ...]:
    named = language.text if kind == "text" else language.furniture
    wanted = (*((name,) for name in named), *table.names(language.script, kind))
    found = (_first(names) for names in wanted)
    return tuple(replace(family, borrowed=True) for family in found if family)


def _first(names: tuple[str, ...]) -> Family | None:
    return next(filter(None, map(family, names)), None)


def family(name: str) -> Family | None:
    """Return a family by name, from a wheel, from Debian or as fontconfig finds it."""
    return table.carried(name) or system.debian(name) or system.installed(name)


def _needed(names: tuple[str, ...], language: Language) -> Family:
    found = _first(names)
    if found is None:
        raise _missing(names[0], language, Place(), table.remedy(names[0]))
    return found


def _named(name: str, language: Language) -> Family:
    found = family(name)
    if found is None:
        raise _missing(name, language, Place(file="locale/languages.toml"), table.remedy(name))
    return found


def _missing(name: str, language: Language, place: Place, remedy: str) -> UserError:
    message = (
        f"the family {name}, in which {language.tag} ({language.name}, script"
        f" {language.script}) is set, is not on this machine"
    )
    return UserError("fonts/missing", message, remedy=remedy, place=place)


def _unknown(language: Language) -> UserError:
    return UserError(
        "fonts/missing",
        f"no family is known for the script {language.script} of {language.tag} ({language.name})",
        remedy=f'name an installed one in locale/languages.toml: [{language.tag}] fonts = ["…"]',
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding:
    """A family that a script is set in; without `file` it is missing, see `remedy`."""

    script: str
    family: str
    file: Path | None
    licence: str
    remedy: str


def inventory() -> tuple[Holding, ...]:
    """Return the families of every script in the table, and which of them are here."""
    rows: dict[tuple[str, str], Holding] = {}
    for script in table.scripts():
        for names in (*table.names(script, "text"), *table.names(script, "furniture")):
            rows[script, names[0]] = _holding(script, names[0])
    return tuple(rows.values())


def _holding(script: str, name: str) -> Holding:
    found = family(name)
    if found is None:
        return Holding(script=script, family=name, file=None, licence="", remedy=table.remedy(name))
    licence = "SIL Open Font License 1.1" if found.licence else "not known to be open"
    if found.reserved:
        licence += ", name reserved"
    return Holding(script=script, family=name, file=found.faces[0].file, licence=licence, remedy="")
