"""Take from a root's docutils.conf what it says of the text; read no other settings of docutils."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from configparser import Error, RawConfigParser
from pathlib import Path

from build_tools.errors import UserError
from build_tools.model import Place
from build_tools.paths import Root
from build_tools.process.plain_file import read_plain_file

CONF_NAME = "source/docutils.conf"
MAX_CONF_BYTES = 100_000
SECTIONS = ("general", "parsers", "restructuredtext parser", "readers", "standalone reader")


def ignore_docutils_files() -> None:
    """Let docutils read no settings file: else those of the folder one stands in, of HOME and of /etc count.

    Some of them change the text, and `record_dependencies` writes where it says.
    """
    os.environ["DOCUTILSCONFIG"] = ""


def read_text_settings(root: Root) -> Mapping[str, bool | int]:
    """Return the settings of the text that a root's docutils.conf has. Raises UserError where it is wrong.

    Other settings of docutils say what is read, written and shown, and are not for a root to choose.
    """
    conf = root.source / "docutils.conf"
    if not os.path.lexists(conf):
        return {}
    parser = RawConfigParser(strict=False)
    try:
        parser.read_string(_read_conf(conf))
        return {
            name: _read_setting(parser, section, name)
            for section in SECTIONS
            for name in TEXT_SETTINGS
            if parser.has_option(section, name)
        }
    except (Error, ValueError) as error:
        raise _make_conf_error(" ".join(str(error).split())) from error


def _read_conf(conf: Path) -> str:
    try:
        return read_plain_file(conf, MAX_CONF_BYTES, file=CONF_NAME).decode("utf-8")
    except OSError as error:
        raise _make_conf_error(f"cannot be read: {error.strerror}") from error


def _read_setting(parser: RawConfigParser, section: str, name: str) -> bool | int:
    try:
        return TEXT_SETTINGS[name](parser, section, name)
    except ValueError as error:
        raise _make_conf_error(f"{name} is {parser.get(section, name)!r}") from error


def _make_conf_error(message: str) -> UserError:
    return UserError(
        "source/conf", message, remedy=f"correct {CONF_NAME}", place=Place(file=CONF_NAME), exit_code=1
    )


TEXT_SETTINGS: Mapping[str, Callable[[RawConfigParser, str, str], bool | int]] = {
    "character_level_inline_markup": RawConfigParser.getboolean,
    "pep_references": RawConfigParser.getboolean,
    "rfc_references": RawConfigParser.getboolean,
    "tab_width": RawConfigParser.getint,
    "trim_footnote_reference_space": RawConfigParser.getboolean,
}
