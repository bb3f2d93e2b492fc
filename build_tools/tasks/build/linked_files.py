"""Find what web editions link to and is not built: other languages, texts, and files to download."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from build_tools.model import FORMATS, Finding, Place, Target
from build_tools.paths import BuildFolder
from build_tools.tasks.build.inputs import Inputs

MAX_NAMED = 3


def find_missing_targets(inputs: Inputs, targets: Iterable[Target]) -> Mapping[Target, tuple[Target, ...]]:
    """Return those of some targets that are there and link to others which are not, with these."""
    missing: dict[Target, tuple[Target, ...]] = {}

    @cache
    def is_there(target: Target) -> bool:
        """Return whether a target is built; each is looked for once."""
        return inputs.build.get_main_file(target).is_file()

    for target in targets:
        if not FORMATS[target.format].links_editions or not is_there(target):
            continue
        absent = tuple(each for each in _iter_linked_targets(inputs, target) if not is_there(each))
        if absent:
            missing[target] = absent
    return missing


def _iter_linked_targets(inputs: Inputs, target: Target) -> Iterator[Target]:
    """Yield what the pages of a web edition link to, besides themselves, each once."""
    register = inputs.register
    own = register.get_publication(target.publication)
    names = [(own.id, tag, target.format) for tag in own.languages]
    names += [(own.id, target.language, format) for format in own.formats]
    names += [
        (one.publication, one.language, target.format)
        for one in inputs.list_references(own.id, target.language)
        if target.format in register.get_publication(one.publication).formats
    ]
    yield from (each for name in dict.fromkeys(names) if (each := Target(*name)) != target)


def report_missing_targets(
    missing: Mapping[Target, tuple[Target, ...]], build: BuildFolder
) -> Iterator[Finding]:
    """Yield one note that names the first of the files which pages link to and which are not built."""
    absent = list(dict.fromkeys(each for several in missing.values() for each in several))
    if absent:
        yield Finding(
            code="build/linked-missing",
            severity="note",
            message=f"pages link to {_name_files(absent, build)} — run editions build for them",
            place=Place(file=build.relativize(build.get_main_file(next(iter(missing))))),
        )


def make_missing_error(target: Target, absent: Iterable[Target], build: BuildFolder, file: str) -> Finding:
    """Return the error of a finished web edition that links to files which are not there."""
    return Finding(
        code="check/linked-missing",
        severity="error",
        message=f"its pages link to {_name_files(list(absent), build)} — run editions build",
        place=Place(file=file),
        publication=target.publication,
        language=target.language,
        format=target.format,
    )


def _name_files(targets: list[Target], build: BuildFolder) -> str:
    """Return how many files are missing, and the first: `2 files that are not built: a, b`."""
    names = [build.relativize(build.get_main_file(each)) for each in targets[:MAX_NAMED]]
    rest = ", …" if len(targets) > MAX_NAMED else ""
    count = "a file that is not built" if len(targets) == 1 else f"{len(targets)} files that are not built"
    return f"{count}: {', '.join(names)}{rest}"
