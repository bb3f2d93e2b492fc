"""A language's catalogues on disk: takes its folder, gives what gettext reads, and Findings."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path

from build_tools.catalogues.found import below, plain_file
from build_tools.catalogues.syntax import accepted, charset_of, syntax
from build_tools.catalogues.updating.model import Entry, File
from build_tools.catalogues.updating.parsing import UnreadableError, parsed
from build_tools.errors import UserError, convert_to_finding
from build_tools.layout import Root, relativize_path
from build_tools.model import Finding, Place

_OBSOLETE = re.compile(rb"^[ \t]*#~.*$", re.MULTILINE)
_FORMS = re.compile(r"nplurals\s*=\s*0*(\d+)")
MOST_DIGITS = 2
MOST_HEADER = 50_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Folder:
    """What lies in a language's folder: `refused` names the pages of what cannot be read."""

    files: tuple[File, ...]
    refused: frozenset[str]
    findings: tuple[Finding, ...]


def read(root: Root, language: str, scratch: Path) -> Folder:
    """Return every catalogue of a language, sorted by name; what is refused is a finding."""
    folder = root.get_messages_folder(language)
    files: list[File] = []
    refused: dict[str, Finding] = {}
    for path in below(folder) if folder.is_dir() else ():
        page = relativize_path(path, folder).removesuffix(".po")
        try:
            files.append(_read(page, plain_file(path, root), root, scratch))
        except UserError as error:
            stop_without_gettext(error)
            refused[page] = left(error, language, root.relativize(path))
    return Folder(files=tuple(files), refused=frozenset(refused), findings=tuple(refused.values()))


def stop_without_gettext(error: UserError) -> None:
    """Raise an error that is of no single file."""
    if error.code == "catalogue/no-gettext":
        raise error


def left(error: UserError, language: str, file: str) -> Finding:
    """Return why a catalogue is left as it is."""
    told = convert_to_finding(error, language=language)
    return told if told.place.file else replace(told, place=Place(file=file))


def _read(page: str, path: Path, root: Root, scratch: Path) -> File:
    file = root.relativize(path)
    list(accepted([(_without_obsolete(path, scratch), file)]))
    data = path.read_bytes()
    try:
        text = data.decode(charset_of(data))
        # Where lines end with CR LF, none of it is a part of a text.
        catalogue = parsed(text.replace("\r\n", "\n"))
    except UnreadableError as error:
        raise syntax(file, error.line, "this is no part of a catalogue") from error
    except (LookupError, ValueError) as error:
        raise syntax(file, 1, f"the header or charset cannot be read: {error}") from error
    _refuse_bomb(catalogue.header, file)
    return File(page=page, path=path, file=file, data=data, catalogue=catalogue)


def _refuse_bomb(header: Entry, file: str) -> None:
    """Refuse a header on which msgmerge would spend gigabytes: of many forms, or very long."""
    text = header.texts[0]
    promised = _FORMS.search(text)
    if promised and len(promised[1]) > MOST_DIGITS:
        message = f"the header promises {promised[1]} plural forms"
        raise syntax(file, header.line, message, "write nplurals=2 or so, as the language has")
    if len(text) > MOST_HEADER:
        message = f"the header has {len(text)} characters, more than {MOST_HEADER}"
        raise syntax(file, header.line, message, "take out what is no field of a header")


def _without_obsolete(path: Path, scratch: Path) -> Path:
    """Return a catalogue for gettext to judge, its obsolete entries as empty lines.

    sphinx-intl writes a message that came back beside its obsolete entry, which gettext refuses.
    """
    try:
        data = path.read_bytes()
    except OSError:
        return path
    if b"#~" not in data:
        return path
    copy = scratch / "judged.po"
    copy.write_bytes(_OBSOLETE.sub(b"", data))
    return copy
