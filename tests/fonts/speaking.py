"""Languages, cases and families for the tests of fonts."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from build_tools.fonts.families import FontFamily, FontStacks, make_font_remedy
from build_tools.fonts.font_selection import find_family
from build_tools.model import Language

DATA = Path(__file__).parents[1] / "data" / "fonts"


def cases(name: str) -> Any:
    """Return the cases of a concept."""
    return tomllib.loads((DATA / f"{name}.toml").read_text("utf-8"))


def speak(tag: str, script: str = "Latn", **more: Any) -> Language:
    """Return a language with a script."""
    return Language(tag=tag, name=more.pop("name", tag), script=script, **more)


def others(case: dict[str, Any]) -> Sequence[Language]:
    """Return the other languages of a case."""
    return [speak(*other) for other in case.get("others", ())]


def spoken(case: dict[str, Any]) -> Language:
    """Return the language of a case, with the families that it names."""
    return speak(
        case["tag"],
        case["script"],
        name=case.get("name", "x"),
        text=tuple(case.get("named", ())),
        furniture=tuple(case.get("named_furniture", ())),
    )


def had(name: str) -> FontFamily:
    """Return a family that must be installed."""
    found = find_family(name)
    assert found is not None, f"{name} is not on this machine: {make_font_remedy(name)}"
    return found


def alone(name: str, **more: Any) -> FontStacks:
    """Return a selection of one family, with some properties changed."""
    found = had(name)
    facts = {field: getattr(found, field) for field in FontFamily.__dataclass_fields__}
    only = FontFamily(**{**facts, **more})
    return FontStacks(text=(only,), furniture=(only,))
