"""Read which packages a root's extensions ask for, and let this process import those that are installed.

They are installed into a folder of the root, which is named by what was asked for, never beside the packages
of this program.
"""

from __future__ import annotations

import importlib
import re
import site
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from build_tools.errors import UserError
from build_tools.model import Place, Register
from build_tools.paths import PROJECT_DIR, Root, compute_digest, safe_join
from build_tools.process.plain_file import read_plain_file
from build_tools.register import find_register_line

MAX_BYTES = 1_000_000
LOCK = PROJECT_DIR / "requirements.lock"
PACKAGE_NAME = re.compile(r"[A-Za-z0-9][\w.-]*(?:\[[\w., -]*\])?")
COMMENT = re.compile(r"(?:^|\s)#.*")
INCLUSION = re.compile(r"(?:-r|--requirement|-c|--constraint)[ =]*(\S.*)")
EDITABLE = re.compile(r"(?:-e|--editable)[ =]*(\S.*)")
MAX_NAMES = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Requirements:
    """Hold a file of requirements: the files that it consists of, and what they ask for, by name.

    `folder` is where its packages are, once they are installed.
    """

    name: str
    files: tuple[Path, ...]
    packages: tuple[str, ...]
    folder: Path

    @property
    def is_installed(self) -> bool:
        """Return whether the packages are in their folder."""
        return self.folder.is_dir()

    @property
    def summary(self) -> str:
        """Return how many packages are asked for, and their names: `2 packages (myst-parser, furo)`."""
        more = [f"{len(self.packages) - MAX_NAMES} more"] if len(self.packages) > MAX_NAMES else []
        names = ", ".join((*self.packages[:MAX_NAMES], *more))
        count = f"{len(self.packages)} package{'' if len(self.packages) == 1 else 's'}"
        return f"{count} ({names})" if names else count

    def list_installed(self) -> tuple[str, ...]:
        """Return the names and versions of the packages that are installed."""
        return tuple(sorted(path.name for path in self.folder.glob("*.dist-info")))


def read_requirements(register: Register, root: Root) -> Requirements | None:
    """Return what a register asks for, None if it asks for nothing; raise UserError if it is unreadable."""
    texts: dict[Path, str] = {}
    if register.requirements:
        _read_files(safe_join(root.path, register.requirements), register.requirements, texts)
    packages = tuple(dict.fromkeys(name for text in texts.values() for name in _iter_packages(text)))
    if not packages:
        return None
    made_of = (*texts.values(), LOCK.read_text(encoding="utf-8"), sys.version)
    return Requirements(
        name=register.requirements,
        files=tuple(texts),
        packages=packages,
        folder=root.packages / compute_digest(repr(made_of))[:16],
    )


def _read_files(path: Path, name: str, texts: dict[Path, str]) -> None:
    """Read a file and those that it includes. Raises UserError for one that cannot be read."""
    try:
        texts[path] = read_plain_file(path, MAX_BYTES, file=name).decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
        message = f"cannot be read: {reason}"
        remedy, place = "put a text file there, or do not name it", Place(file=name)
        raise UserError("requirements/unreadable", message, remedy=remedy, place=place) from error
    for line in _iter_lines(texts[path]):
        match = INCLUSION.fullmatch(line)
        if match and path.parent / match[1] not in texts:
            _read_files(path.parent / match[1], match[1], texts)


def _iter_lines(text: str) -> Iterator[str]:
    for line in text.replace("\\\n", " ").splitlines():
        words = COMMENT.sub("", line).strip()
        if words:
            yield words


def _iter_packages(text: str) -> Iterator[str]:
    for line in _iter_lines(text):
        editable, name = EDITABLE.fullmatch(line), PACKAGE_NAME.match(line)
        if editable:
            yield editable[1]
        elif not line.startswith("-"):
            yield name[0] if name else line


def use_requirements(register: Register, root: Root) -> None:
    """Let Python import what a root asks for, after all that is this program's own.

    Raises UserError if it is not installed.
    """
    requirements = read_requirements(register, root)
    if requirements is None:
        return
    if not requirements.is_installed:
        raise make_missing_error(requirements, root)
    site.addsitedir(str(requirements.folder))
    importlib.invalidate_caches()


def make_missing_error(requirements: Requirements, root: Root) -> UserError:
    """Return the error that packages are not installed, at the key that asks for them."""
    return UserError(
        "requirements/not-installed",
        f"{requirements.name} asks for {requirements.summary}, not installed here, or not as it is now",
        remedy="look at that file, then let it: editions build --install-packages",
        place=Place(file=root.relativize(root.register), line=find_register_line(root, "requirements")),
    )
