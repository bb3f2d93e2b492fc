"""Compute the paths and digests of files; no other module joins paths or hashes files."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from build_tools.model import FORMATS, Target, format_locale_name
from build_tools.paths.file_contents import compute_digest as compute_digest
from build_tools.paths.file_contents import compute_file_digest as compute_file_digest
from build_tools.paths.file_contents import copy_file as copy_file
from build_tools.paths.file_contents import find_invalid_utf8 as find_invalid_utf8
from build_tools.paths.file_contents import iter_files as iter_files
from build_tools.paths.inner_path import relativize_path as relativize_path
from build_tools.paths.inner_path import safe_join as safe_join
from build_tools.paths.output_files import describe_file as describe_file
from build_tools.paths.output_files import describe_output as describe_output
from build_tools.paths.placing import make_staging_folder as make_staging_folder
from build_tools.paths.placing import move_atomically as move_atomically
from build_tools.paths.placing import move_cache_folder as move_cache_folder
from build_tools.paths.placing import sweep_leftovers as sweep_leftovers
from build_tools.paths.placing import write_atomically as write_atomically
from build_tools.paths.placing import write_cache_file as write_cache_file

PROJECT_DIR = Path(__file__).resolve().parents[2]
STYLES_DIR = PROJECT_DIR / "styles"
MAIN_LANE = "editions"
PAGE_SUFFIXES = (".rst", ".txt", ".md")
# The pictures of a root's own look in its `styles/`, and the types that each may be of.
STYLE_PICTURES = {"logo": (".svg", ".png"), "cover": (".svg", ".png", ".jpg"), "icon": (".svg",)}


@dataclass(frozen=True, slots=True)
class Root:
    """Locate the files of a root, the folder that holds `source/publications.toml`."""

    path: Path

    @property
    def has_register(self) -> bool:
        """Return whether the folder holds a register and so is a root."""
        return os.path.lexists(self.register)

    @property
    def source(self) -> Path:
        """Return the folder of the reStructuredText sources."""
        return self.path / "source"

    @property
    def locale(self) -> Path:
        """Return the folder of the translators."""
        return self.path / "locale"

    @property
    def register(self) -> Path:
        """Return the register of publications."""
        return self.source / "publications.toml"

    @property
    def addresses(self) -> Path:
        """Return the table of the labels that were published."""
        return self.source / "addresses.tsv"

    @property
    def folios(self) -> Path:
        """Return the table of the pages of published books."""
        return self.source / "folios.tsv"

    @property
    def versions(self) -> Path:
        """Return the table of the versions that were published."""
        return self.source / "versions.tsv"

    @property
    def articles(self) -> Path:
        """Return the table of the articles whose words a version changed."""
        return self.source / "articles.tsv"

    @property
    def errata(self) -> Path:
        """Return the list of mistakes in published editions."""
        return self.source / "errata.toml"

    @property
    def topics(self) -> Path:
        """Return the list of topics that lead readers to articles."""
        return self.source / "topics.toml"

    @property
    def events(self) -> Path:
        """Return the list of events."""
        return self.source / "events.toml"

    @property
    def tables(self) -> tuple[Path, ...]:
        """Return the files among the sources of which an edition reads its own rows, or nothing."""
        tables = (self.addresses, self.folios, self.versions, self.articles, self.errata)
        return (*tables, self.topics, self.events)

    @property
    def releases(self) -> Path:
        """Return the folder of what was published."""
        return self.path / "releases"

    @property
    def languages(self) -> Path:
        """Return the file of language settings."""
        return self.locale / "languages.toml"

    @property
    def styles(self) -> Path:
        """Return the folder of the root's own style sheets and pictures."""
        return self.path / "styles"

    @property
    def packages(self) -> Path:
        """Return the folder of the packages that were installed for the root's extensions."""
        return self.path / "build" / ".press" / "packages"

    def list_styles(self, theme: str) -> tuple[Path, ...]:
        """Return the style sheets of the root for a theme: `tokens.css`, then that with the theme's name."""
        sheets = (self.styles / "tokens.css", self.styles / f"{theme}.css")
        return tuple(sheet for sheet in sheets if sheet.is_file())

    def list_style_pictures(self, names: Iterable[str]) -> tuple[Path, ...]:
        """Return the files of pictures of the root's own look: `logo`, `cover`, `icon`."""
        files = (self.styles / f"{name}{suffix}" for name in names for suffix in STYLE_PICTURES[name])
        return tuple(file for file in files if file.is_file())

    @property
    def partials(self) -> Path:
        """Return the folder of pieces of HTML that fill a place of the press's templates."""
        return self.styles / "partials"

    def list_partials(self, names: Iterable[str]) -> tuple[Path, ...]:
        """Return the files of those partials that the root has."""
        files = (self.partials / f"{name}.html" for name in names)
        return tuple(file for file in files if file.is_file())

    @property
    def glossary(self) -> Path:
        """Return the glossary: a row a term, a column a language."""
        return safe_join(self.path, "locale/glossary.tsv")

    def get_source_folder(self, publication: str) -> Path:
        """Return the folder of a publication's sources."""
        return safe_join(self.source, publication)

    def get_signatories(self, publication: str) -> Path:
        """Return the table of the cities that signed a publication."""
        return safe_join(self.source, f"{publication}/signatories.csv")

    def name_page(self, docname: str) -> str:
        """Return the file of a page, relative to the root; one of reST where there is none."""
        names = [f"{docname}{suffix}" for suffix in PAGE_SUFFIXES]
        found = next((name for name in names if safe_join(self.source, name).is_file()), names[0])
        return f"source/{found}"

    def get_messages_folder(self, language: str) -> Path:
        """Return the folder of a language's catalogues (`fr/LC_MESSAGES`)."""
        return safe_join(self.path, f"locale/{format_locale_name(language)}/LC_MESSAGES")

    def get_catalogue_folder(self, language: str, publication: str) -> Path:
        """Return the folder of an edition's catalogues."""
        return safe_join(self.get_messages_folder(language), publication)

    def get_ui_catalogue(self, language: str) -> Path:
        """Return the catalogue of the UI strings."""
        return safe_join(self.path, f"locale/{format_locale_name(language)}/LC_MESSAGES/press.po")

    def relativize(self, path: Path) -> str:
        """Return a path relative to the root, with `/`, as findings give it."""
        return relativize_path(path, self.path)


@dataclass(frozen=True, slots=True)
class BuildFolder:
    """Locate the files in the folder that a build writes to.

    Builds of different lanes write to it at the same time, those of one lane one after another.
    """

    path: Path
    lane: str = MAIN_LANE

    @property
    def report(self) -> Path:
        """Return the report of the last command."""
        return self.path / "report.json"

    @property
    def private(self) -> Path:
        """Return the folder of caches and work files; nothing in it is a promised output."""
        return self.path / ".press"

    @property
    def records(self) -> Path:
        """Return the file that records how each target was last built."""
        return self.private / "records.json"

    @property
    def lock(self) -> Path:
        """Return the lock file that one build of this lane at a time holds."""
        return self.private / ("lock" if self.lane == MAIN_LANE else f"{self.lane}.lock")

    @property
    def records_lock(self) -> Path:
        """Return the lock file that is held while records are read and written."""
        return self.private / "records.lock"

    @property
    def fonts(self) -> Path:
        """Return the folder of cached fonts and subsets, shared by all editions."""
        return self.private / "fonts"

    def get_catalogue_findings(self, language: str) -> Path:
        """Return the cached findings of the last check of a language's catalogues."""
        return self.private / "catalogues" / f"{language}.json"

    def get_expected_text(self, publication: str, language: str) -> Path:
        """Return the expected text of an edition, which checks compare with every format."""
        return self.private / "said" / f"{publication}-{language}.json"

    def get_check_results(self, target: Target) -> Path:
        """Return the cached check results of an edition, with the digests of their inputs."""
        name = f"{target.publication}-{target.language}-{FORMATS[target.format].slug}"
        return self.private / "checks" / f"{name}.json"

    @property
    def dossiers(self) -> Path:
        """Return the folder of dossiers, which report the checks of each edition to people."""
        return self.path / "dossier"

    def get_dossier(self, publication: str, language: str) -> Path:
        """Return the dossier page of an edition."""
        return self.dossiers / language / f"{publication}.html"

    @property
    def site(self) -> Path:
        """Return the folder of the reader's site."""
        return self.path / "site"

    @property
    def site_state(self) -> Path:
        """Return the file that records from what the site was made."""
        return self.private / "site.json"

    @property
    def cards(self) -> Path:
        """Return the folder of cached pictures of articles for social networks."""
        return self.private / "cards"

    def get_references(self, language: str) -> Path:
        """Return the cached references between publications in a language."""
        return self.private / "references" / f"{language}.json"

    @property
    def work(self) -> Path:
        """Return the folder in which editions of this lane are made; nothing in it outlives a build."""
        return self.private / ("work" if self.lane == MAIN_LANE else f"{self.lane}.work")

    def get_work_folder(self, publication: str, language: str) -> Path:
        """Return the folder in which an edition is made before it is moved into place."""
        return self.work / f"{publication}-{language}"

    def get_edition_folder(self, publication: str, language: str) -> Path:
        """Return the folder of a finished edition."""
        return self.path / "editions" / language / publication

    def get_output(self, target: Target) -> Path:
        """Return what is moved into place at once: a folder (html, proof) or a file.

        What is not published, as a proof, lies outside the editions.
        """
        if not FORMATS[target.format].is_published:
            return self.path / f"{target.format}s" / target.language / target.publication
        folder = self.get_edition_folder(target.publication, target.language)
        return folder / format_output_name(target.publication, target.language, target.format)

    def get_main_file(self, target: Target) -> Path:
        """Return the file that the report names."""
        output = self.get_output(target)
        return output / "index.html" if FORMATS[target.format].is_folder else output

    def relativize(self, path: Path) -> str:
        """Return a path relative to the build folder, with `/`, as the report gives it."""
        return relativize_path(path, self.path)


def format_output_name(publication: str, language: str, format: str) -> str:
    """Return the name of an output in its folder: `html`, `charter-fr.pdf` or `charter-fr-large.pdf`."""
    row = FORMATS[format]
    if row.is_folder:
        return format
    return f"{'-'.join(filter(None, (publication, language, row.sheet)))}.{row.medium}"
