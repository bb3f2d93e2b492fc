"""Versions of judges: takes a row, gives the version that is there and the one that a lock names.

Read from files alone: no program is started and nothing imported.
"""

from __future__ import annotations

import json
import re
import zipfile
from functools import cache
from importlib import metadata
from pathlib import Path

from build_tools import layout
from build_tools.judges import where
from build_tools.judges.rows import JUDGES, Judge

LOCK = layout.safe_join(layout.PROJECT_DIR, "requirements-judges.lock")
NPM_LOCK = Path(__file__).with_name("package-lock.json")
DPKG = Path("/var/lib/dpkg/status")
_VERAPDF = "META-INF/maven/org.verapdf/validation-model/pom.properties"
_UNKNOWN = "?"


def version_of(judge: Judge) -> str:
    """Return the version of a judge that is there, `?` where no file tells it; else nothing."""
    if where.file_of(judge) is None:
        return ""
    if judge.name == "verapdf":
        return _verapdf()
    if judge.kind == "program":
        return (_java() if judge.name == "java" else "") or _debian(judge.package)
    if _is_npm(judge):
        return _npm(judge.package)
    return metadata.version(judge.package)


def pinned(judge: Judge) -> str:
    """Return the version of its package that a lock names, empty for what Debian has."""
    if judge.kind == "program":
        return ""
    if _is_npm(judge):
        told = json.loads(NPM_LOCK.read_text(encoding="utf-8"))["packages"]
        return str(told[f"node_modules/{judge.package}"]["version"])
    return _pins()[judge.package]


def package_version(judge: Judge) -> str:
    """Return the version of the package that a judge lies in; empty where it is not there."""
    if where.file_of(judge) is None or judge.kind == "program":
        return ""
    return _npm(judge.package) if _is_npm(judge) else metadata.version(judge.package)


def has_npm() -> bool:
    """Say whether all that npm's lock names stands there: it is moved there as one."""
    kept = where.NPM.joinpath("package-lock.json")
    return kept.is_file() and kept.read_bytes() == NPM_LOCK.read_bytes()


def has_python() -> bool:
    """Say whether each judge that PyPI has is there in the version that the lock names."""
    judges = [judge for judge in JUDGES if judge.kind != "program" and not _is_npm(judge)]
    return all(package_version(judge) == pinned(judge) for judge in judges)


def _is_npm(judge: Judge) -> bool:
    return judge.kind == "npm package" or judge.name == "nu"


def _npm(package: str) -> str:
    told = json.loads(where.module(package, "package.json").read_text(encoding="utf-8"))
    return str(told.get("version", _UNKNOWN))


def _java() -> str:
    """Return the version that a Java tells in the file `release` of its home."""
    found = where.program("java")
    told = found.resolve().parent.parent.joinpath("release") if found else None
    if told is None or not told.is_file():
        return ""
    number = re.search(r'^JAVA_VERSION="([^"]+)"', told.read_text(encoding="utf-8"), re.MULTILINE)
    return number[1] if number else ""


def _verapdf() -> str:
    found = where.jar("verapdf")
    if found is None:
        return _UNKNOWN
    with zipfile.ZipFile(found) as archive:
        told = archive.read(_VERAPDF).decode("utf-8")
    number = re.search(r"^version=(\S+)", told, re.MULTILINE)
    return number[1] if number else _UNKNOWN


def _debian(package: str) -> str:
    """Return the version of what is installed of a Debian package, without Debian's own part."""
    number = re.search(r"(?:\d+:)?([\w.]+)", _packages().get(package, ""))
    return number[1] if number else _UNKNOWN


@cache
def _pins() -> dict[str, str]:
    """Return the versions that the lock of the judges names, whatever the machine."""
    told = LOCK.read_text(encoding="utf-8")
    return dict(re.findall(r"^([\w.-]+)==([^\s;]+) \\$", told, re.MULTILINE))


@cache
def _packages() -> dict[str, str]:
    if not DPKG.is_file():
        return {}
    told = DPKG.read_text(encoding="utf-8", errors="replace")
    found = re.findall(r"^Package: (\S+)$(?:\n.+)*?\nVersion: (\S+)$", told, re.MULTILINE)
    return dict(found)
