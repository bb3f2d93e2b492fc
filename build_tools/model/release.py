"""Define a release: what was published at once, file by file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from build_tools.model.edition import Coverage
from build_tools.model.jobs import OutputFile, Target
from build_tools.model.publication import Origin, ReviewState

# The main file of an edition that is a folder.
FIRST_PAGE = "index.html"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleasedEdition:
    """Describe an edition in one format as it was published; `path` is its main file in the release.

    `carried_from` is the version whose release first held it, empty if this one does; `reason` says why an
    older one stands here. `origin` is who wrote its words: the translator's, of a source the author's.
    """

    target: Target
    path: str
    sha256: str
    size: int
    pages: int | None = None
    coverage: Coverage = field(default_factory=Coverage)
    review: ReviewState = "draft"
    origin: Origin = "adopted"
    carried_from: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """Describe a release; `files` are all of it but manifest, sums and signature, paths from its folder.

    `tools` are the versions of what built it, `fonts` the digests of font files by name.
    """

    version: str
    date: date
    note: str = ""
    is_draft: bool = False
    editions: tuple[ReleasedEdition, ...] = ()
    files: tuple[OutputFile, ...] = ()
    tools: Mapping[str, str] = field(default_factory=dict)
    fonts: Mapping[str, str] = field(default_factory=dict)

    def find_edition(self, target: Target) -> ReleasedEdition | None:
        """Return an edition by its target, or None."""
        return next((one for one in self.editions if one.target == target), None)

    def list_edition_files(self, edition: ReleasedEdition) -> tuple[OutputFile, ...]:
        """Return the files of an edition: one, or all below the folder of its first page."""
        folder, _, name = edition.path.rpartition("/")
        if name != FIRST_PAGE:
            return tuple(one for one in self.files if one.path == edition.path)
        return tuple(one for one in self.files if one.path.startswith(f"{folder}/"))
