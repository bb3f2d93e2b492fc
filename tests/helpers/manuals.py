"""Parse the project's manuals: the commands, files, links, options and output that they name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from build_tools.paths import PROJECT_DIR

NAMES = (
    "README.md",
    "CONTRIBUTING.md",
    "locale/README.md",
    "docs/checking.md",
    "docs/editing.md",
    "docs/hosting.md",
    "docs/publishing.md",
    "docs/register.md",
    "docs/topics.md",
    "docs/translating.md",
    "build_tools/README.md",
    "benchmarks/README.md",
    "CHANGELOG.md",
    "LICENSE-TEXTS",
)
PROGRAMS = {
    *("editions", ".venv/bin/python", "sphinx-build", "sphinx-intl", "msgfmt", "msgmerge"),
    *("poedit", "weblate"),
}
FENCED = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
INDENTED = re.compile(r"^ {4}(\S.*)$", re.MULTILINE)
SPAN = re.compile(r"(?<!`)`([^`]+)`(?!`)")
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
PLACE = re.compile(r"[\w.<>-]+(?:/[\w.<>-]+)+/?|[\w.-]+/|[\w-]+\.(?:css|json|md|po|pot|py|rst|t\w+)")


@dataclass(frozen=True, slots=True)
class Manual:
    """A manual: its path in the project, and its text."""

    name: str
    text: str

    @property
    def folder(self) -> Path:
        """The folder that its relative links start from."""
        return (PROJECT_DIR / self.name).parent

    @property
    def blocks(self) -> list[tuple[str, list[str]]]:
        """Each code block: its language, if it names one, and its lines."""
        fenced = [(kind, body.splitlines()) for kind, body in FENCED.findall(self.text)]
        return [*fenced, ("", INDENTED.findall(FENCED.sub("", self.text)))]

    @property
    def spans(self) -> list[str]:
        """Each inline code span."""
        return [" ".join(span.split()) for span in SPAN.findall(FENCED.sub("", self.text))]

    @property
    def links(self) -> list[str]:
        """Each link and picture that stays within the project."""
        return [link for link in LINK.findall(self.text) if "://" not in link and link[0] != "#"]

    def commands(self) -> Iterator[str]:
        """Yield every command, as typed in the project's folder, without the remark behind it."""
        lines = [re.split(r"\s{2,}", line)[0] for _, block in self.blocks for line in block]
        for line in (*lines, *self.spans):
            command = line.removeprefix("./")
            if " " in command and command.split()[0] in PROGRAMS:
                yield command

    def programs(self) -> Iterator[str]:
        """Yield every program that is named alone, without arguments."""
        yield from (span for span in self.spans if span.removeprefix("./") in PROGRAMS)

    def places(self) -> Iterator[str]:
        """Yield every file and folder that is in code or begins a line of a block."""
        lines = [line.split()[0] for _, block in self.blocks for line in block if line.strip()]
        for word in (*lines, *self.spans):
            if PLACE.fullmatch(word) and word not in PROGRAMS:
                yield word

    def switches(self) -> Iterator[str]:
        """Yield every option that is alone in code."""
        yield from (span for span in self.spans if re.fullmatch(r"--?[a-z-]+", span))


MANUALS = tuple(Manual(name, (PROJECT_DIR / name).read_text("utf-8")) for name in NAMES)
