"""Harm the inputs of a root beside its catalogues: register, pages, conf.py, pictures and others."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from random import Random

from benchmarks.fuzzing.catalogues import FRAGMENTS, harm_bytes
from benchmarks.fuzzing.roots import PIECES, RootPlan


def harm_input(random: Random, root: RootPlan) -> str:
    """Harm one input or a few of a root's files; return the name of the last one."""
    return [random.choice(HARMS)(random, root) for _ in range(random.choice((1, 1, 2, 3)))][-1]


def _harm_toml(random: Random, root: RootPlan) -> str:
    name = random.choice(("source/publications.toml", "source/publications.toml", "locale/languages.toml"))
    lines = root.files[name].decode("utf-8", "replace").split("\n")
    place = random.randrange(len(lines))
    key, value = random.choice(PIECES["toml_keys"]), random.choice(PIECES["toml_values"])
    lines[place : place + random.randint(0, 1)] = [
        f"{key} = {value}" if random.random() < 0.8 else f"[{key}]"
    ]
    root.files[name] = "\n".join(lines).encode("utf-8", "replace")
    return name


def _harm_page(random: Random, root: RootPlan) -> str:
    name = random.choice([one for one in root.files if one.endswith((".rst", ".txt"))])
    blocks = root.files[name].decode("utf-8", "replace").split("\n\n")
    part = (
        random.choice(PIECES["page_parts"])
        if random.random() < 0.8
        else f"words {random.choice(FRAGMENTS)} words"
    )
    blocks.insert(random.randint(0, len(blocks)), part)
    root.files[name] = "\n\n".join(blocks).encode("utf-8", "replace")
    return name


def _harm_conf(random: Random, root: RootPlan) -> str:
    lines = random.sample(PIECES["conf_lines"], random.choice((1, 1, 2)))
    root.files["source/conf.py"] += "".join(f"{line}\n" for line in lines).encode()
    return "source/conf.py"


def _harm_any_bytes(random: Random, root: RootPlan) -> str:
    name = random.choice([one for one in root.files if not one.endswith(".po")])
    root.files[name] = harm_bytes(random, root.files[name])
    return name


def _harm_nesting(random: Random, root: RootPlan) -> str:
    name = random.choice([one for one in root.files if one.endswith(".rst")])
    depth = random.choice((20, 100, 200, 500))
    lines = {
        "quotes": [" " * step + "a\n" for step in range(depth)],
        "lists": ["  " * step + "* a\n" for step in range(depth)],
        "notes": ["   " * step + ".. note::\n" for step in range(depth)] + ["   " * depth + "a\n"],
        "titles": [f"a{step}\n{chr(33 + step % 14) * 9}\n" for step in range(depth)],
        "marks": ["*a* " * depth],
        "table": ["+--" * depth + "+\n" + "|a " * depth + "|\n" + "+--" * depth + "+\n"],
    }
    root.files[name] += b"\n" + "\n".join(random.choice(list(lines.values()))).encode()
    return name


def _harm_picture(random: Random, root: RootPlan) -> str:
    name = random.choice([one for one in root.files if one.endswith((".png", ".svg"))])
    if name.endswith(".svg") and random.random() < 0.7:
        root.files[name] = root.files[name].replace(b"<path", random.choice(DRAWING_PARTS) + b"<path", 1)
    else:
        root.files[name] = harm_bytes(random, root.files[name])
    return name


HARMS: tuple[Callable[[Random, RootPlan], str], ...] = (
    *(_harm_toml, _harm_toml, _harm_page, _harm_page, _harm_page),
    *(_harm_conf, _harm_conf, _harm_any_bytes, _harm_nesting, _harm_picture),
)
DRAWING_PARTS = (
    b"<script>alert(1)</script>",
    b'<g onload="alert(1)"/>',
    b'<image href="https://evil.example/"/>',
    b"<use href='#a'/>",
    b"<",
    b"<foreignObject><p xmlns='http://www.w3.org/1999/xhtml'>x</p></foreignObject>",
    b"<style>@import url(//evil.example)</style>",
)
ODD_NAMES = (
    *(b"caf\xe9.rst", b"a" * 250 + b".rst", b'a" onload="x.rst', b"a\nb.rst", b"-x.rst", b"%s.rst"),
    *(b"<b>.rst", b"\xe2\x80\xae.rst", b"'.rst", b"a b.rst", b"\\.rst"),
)
ODD_KINDS = ("pipe", "device", "loop", "folder", "nothing", "unreadable", "gone", "name", "name")


def put_odd_files(random: Random, folder: Path, root: RootPlan) -> str:
    """Put into the place of an input, on disk, what is no file, or a name that is odd; return it."""
    name = random.choice([*root.files, "source/docutils.conf", "source/pact/new.rst", "locale/waivers.toml"])
    path = folder / name
    kind = random.choice(ODD_KINDS)
    if kind == "name":
        path = path.parent / os.fsdecode(random.choice(ODD_NAMES))
        path.write_bytes(b"Words\n=====\n")
        return f"{kind} {os.fsencode(path.name)!r}"
    path.unlink(missing_ok=True)
    match kind:
        case "pipe":
            os.mkfifo(path)
        case "device":
            path.symlink_to("/dev/zero")
        case "loop":
            path.symlink_to(path.name)
        case "folder":
            path.mkdir()
        case "nothing":
            path.symlink_to("/nonexistent")
        case "unreadable":
            path.write_bytes(b"x")
            path.chmod(0)
    return f"{kind} {name}"
