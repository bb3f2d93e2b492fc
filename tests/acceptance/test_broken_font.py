"""A font that was cut off fails the language that names it, in one line, and no other."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

from tests.fonts.speaking import had
from tests.helpers.editions import EDITIONS

NAMES = (1, 4, 16)  # the records of a family's name
CONFIGURATION = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>{0}</dir><dir>/usr/share/fonts</dir><cachedir>{0}/cache</cachedir></fontconfig>
"""


def install_torn_font(folder: Path) -> Path:
    """Write a font named Torn Face without its end, and a configuration that finds it."""
    folder.mkdir()
    font = instantiateVariableFont(TTFont(had("Literata").faces[0].file), {"wght": 400, "opsz": 12})
    for record in font["name"].names:
        if record.nameID in NAMES:
            record.string = "Torn Face"
    font.save(folder / "torn.ttf")
    data = (folder / "torn.ttf").read_bytes()
    (folder / "torn.ttf").write_bytes(data[:-3000])
    configuration = folder / "fonts.conf"
    configuration.write_text(CONFIGURATION.format(folder))
    return configuration


def test_a_broken_font_stops_its_own_language_alone(small: Path, tmp_path: Path) -> None:
    """Pages of the other language are made, though their switch names the first."""
    configuration = install_torn_font(tmp_path / "fonts")
    (small / "locale").mkdir(exist_ok=True)
    (small / "locale" / "languages.toml").write_text('[fr]\nfonts = ["Torn Face"]\n')
    done = subprocess.run(
        [EDITIONS, "build", "--root", str(small), "-o", str(tmp_path / "out")],
        env=os.environ | {"FONTCONFIG_FILE": str(configuration)},
        capture_output=True,
        text=True,
        check=False,
    )
    torn = tmp_path / "fonts" / "torn.ttf"
    line = f"fonts/broken {torn} cannot be read as a font — install its package again"
    assert (done.returncode, done.stderr.splitlines()) == (1, [line])
    made = {path.relative_to(tmp_path / "out" / "editions").parts[0] for path in tmp_path.rglob("index.html")}
    assert made == {"en"}
