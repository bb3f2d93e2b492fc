"""Takes languages.toml, the press's and a root's, and gives languages with every default."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from build_tools import layout
from build_tools.layout import Root
from build_tools.model import Language, Place
from build_tools.register import document, forms, kinds, tags, values
from build_tools.register.values import Check
from build_tools.unicode_data import find_script, find_script_direction

Layer = Mapping[str, Mapping[str, Any]]

LANGUAGE: Mapping[str, Check] = {
    "name": values.text,
    "direction": values.one_of("ltr", "rtl"),
    "fonts": values.several(kinds.face),
    "furniture": values.several(kinds.face),
    "script": kinds.script,
    "quotes": kinds.quotes,
    "hyphens": values.flag,
    "spaces": values.several(kinds.spaced),
    "first_day": values.text,
    "forms": kinds.language,
}
OF_THE_TAG_ALONE = ("name", "direction", "script", "forms")


def layers(root: Root) -> tuple[Layer, ...]:
    """Return what the press and the root say of languages, the press first; raises Mendable."""
    return tuple(_layer(root, path) for path in _files(root))


def named(family: str, tag: str, root: Root) -> Place:
    """Return where a font family is named for a language; nowhere if it is not."""
    for name in reversed(tags.lineage(tag)):
        for path in reversed(_files(root)):
            given = _layer(root, path).get(name, {})
            for key in ("fonts", "furniture"):
                if family in given.get(key, ()):
                    at = (name, key, given[key].index(family))
                    found = document.read(path, root.relativize(path)).document
                    return Place(file=found.name, line=found.line(at))
    return Place()


def _files(root: Root) -> tuple[Path, ...]:
    return tuple(dict.fromkeys((Root(layout.PROJECT_DIR).languages, root.languages)))


def resolve(tag: str, given: tuple[Layer, ...]) -> Language:
    """Return a language: what the layers say, the last first, else Babel's; name may be empty.

    From a wider tag (`pt` for `pt-BR`) comes all but name, direction, script and forms, if
    the script is the same. Where `spaces` is not given, they are those of the percent sign.
    """
    said: dict[str, Any] = {}
    for name in tags.lineage(tag):
        for layer in given:
            said |= {
                key: value
                for key, value in layer.get(name, {}).items()
                if name == tag or key not in OF_THE_TAG_ALONE
            }
    said.setdefault("script", find_script(tag))
    said.setdefault("direction", find_script_direction(said["script"]))
    name = said.pop("name", "") or tags.name(tag)
    like = said.pop("forms", tag)
    said.setdefault("spaces", forms.percent(like))
    return Language(tag=tag, name=name, text=said.pop("fonts", ()), forms=forms.forms(like), **said)


def _layer(root: Root, path: Path) -> Layer:
    try:
        top = document.read(path, root.relativize(path))
    except FileNotFoundError:
        return {}
    entries = top.table()
    for entry in entries.values():
        kinds.tag(entry, entry.key)
    return {tag: values.fields(entry, LANGUAGE) for tag, entry in entries.items()}
