"""Collect everything that decides an edition's bytes."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Set
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from build_tools.errors import UserError
from build_tools.inventory import Inventory
from build_tools.model import (
    FORMATS,
    Edition,
    Format,
    Input,
    ProofSelection,
    Reference,
    Register,
    Target,
)
from build_tools.paths import (
    PROJECT_DIR,
    STYLES_DIR,
    BuildFolder,
    Root,
    compute_digest,
    relativize_path,
)
from build_tools.register import find_font_setting, make_edition, read_register
from build_tools.tasks import cache
from build_tools.tasks.build import references, value_inputs
from build_tools.tasks.build.file_watch import FileWatch, read_file_state
from build_tools.tasks.requirements import read_requirements


@dataclass(slots=True, kw_only=True)
class Inputs:
    """Collect the inputs of targets, each file and tool once; `missing_fonts` are errors by language.

    `proof` is what proofs hold.
    """

    register: Register
    root: Root
    build: BuildFolder
    epoch: date | None = None
    is_draft: bool = False
    proof: ProofSelection = field(default_factory=ProofSelection)
    watch: FileWatch = field(default_factory=FileWatch)
    files_by_input: dict[Input, set[Path]] = field(default_factory=dict)
    input_groups: dict[tuple[str, ...], tuple[Input, ...]] = field(default_factory=dict)
    missing_fonts: dict[str, UserError] = field(default_factory=dict)
    references_by_tag: dict[str, references.ReferencesById] = field(default_factory=dict)
    inventory_by_id: Mapping[str, Inventory] = field(default_factory=dict)
    resolved_labels: references.LabelReferences | None = None

    def load_edition(self, publication: str, tag: str) -> Edition:
        """Return an edition with the texts of its references to other publications."""
        edition = make_edition(self.register, publication, tag)
        own, source = (
            {reference.label: reference for reference in self.list_references(publication, each)}
            for each in (tag, edition.source.tag)
        )
        return replace(edition, references=own, source_references=source, is_draft=self.is_draft)

    def load_inventories(self) -> Mapping[str, Inventory]:
        """Return the labels and references of each publication's sources."""
        if not self.inventory_by_id:
            self.watch.list_files(self.root.source)
            self.inventory_by_id = references.read_inventories(self.register, self.root)
        return self.inventory_by_id

    def list_references(self, publication: str, tag: str) -> tuple[Reference, ...]:
        """Return an edition's references to other publications."""
        if self.resolved_labels is None:
            is_alone = len(self.register.publications) == 1
            inventories = {} if is_alone else self.load_inventories()
            self.resolved_labels = references.resolve_labels(inventories)
        if not self.resolved_labels.get(publication):
            return ()
        if tag not in self.references_by_tag:
            self.references_by_tag[tag] = self._load_references(tag)
        return self.references_by_tag[tag].get(publication, ())

    def _load_references(self, tag: str) -> references.ReferencesById:
        # Another text that is not in this language is called as in its own.
        string_inputs = (i for source in self._list_sources() for i in self._collect_ui_strings(source))
        key = cache.digest_inputs((*self.collect_text_inputs(tag), *string_inputs))
        path = self.build.get_references(tag)
        loaded = cache.read_cache(path, key, references.load_references)
        if loaded is None:
            loaded = references.read_references(self.register, self.root, tag, self.load_inventories())
            if not self.watch.find_moved_files():  # else it may be of other files than the key says
                cache.write_cache(path, key, loaded)
        return loaded

    def collect(self, target: Target) -> tuple[Input, ...]:
        """Return the inputs of a target, without the files that only its reading can name."""
        publication = self.register.get_publication(target.publication)
        language = self.register.languages[target.language]
        # Where it links to other editions, it names each in its language.
        siblings = publication.languages if FORMATS[target.format].links_editions else ()
        return (
            *self._collect_once("source", publication.id),
            *self._collect_once("catalogue", publication.id, language.tag),
            *(self._collect_once("glossary") if FORMATS[target.format].compares_source else ()),
            *value_inputs.iter_register_inputs(self.register, target),
            *value_inputs.iter_language_inputs(self.register, target),
            *self._collect_once("style", target.format),
            *self._collect_once("requirements"),
            *self._collect_once("font", language.tag, publication.source_language, *siblings),
            *self._collect_references(target),
            *value_inputs.iter_proof_inputs(self.proof, target),
            *self._collect_once("tool"),
            value_inputs.make_date_input(self.epoch),
            *value_inputs.iter_draft_inputs(is_draft=self.is_draft),
        )

    def collect_text_inputs(self, tag: str) -> tuple[Input, ...]:
        """Return what decides the text of a language: all inputs but styles."""
        return (
            *self._collect_once("font", tag, *self._list_sources()),
            *self._collect_once("sources"),
            *self._collect_catalogues(tag),
            *self._collect_ui_strings(tag),
            *self._collect_once("glossary"),
            *self._collect_once("requirements"),
            *self._collect_once("tool"),
        )

    def _list_sources(self) -> list[str]:
        return sorted({publication.source_language for publication in self.register.publications})

    def add_dependencies(self, inputs: tuple[Input, ...], paths: Collection[Path]) -> tuple[Input, ...]:
        """Return inputs, and with them the files that a reading took from elsewhere."""
        home = self.root.source.resolve()
        for path in paths:
            self.watch.watch_late(path)
        return self._add_source_files(inputs, (relativize_path(path, home) for path in paths))

    def spoil_moved_inputs(self, inputs: tuple[Input, ...], moved: Set[Path]) -> tuple[Input, ...]:
        """Return inputs without the digests of those whose files moved, so that no file matches them."""
        return tuple(
            one if moved.isdisjoint(self.files_by_input.get(one, ())) else replace(one, digest="moved")
            for one in inputs
        )

    def add_earlier_sources(self, inputs: tuple[Input, ...], earlier: Iterable[Input]) -> tuple[Input, ...]:
        """Return inputs, and with them the current state of an earlier reading's other files."""
        return self._add_source_files(inputs, (one.name for one in earlier if one.kind == "source"))

    def _add_source_files(self, inputs: tuple[Input, ...], names: Iterable[str]) -> tuple[Input, ...]:
        known = {one.name for one in inputs if one.kind == "source"}
        home = self.root.source.resolve()
        more = {name: home / name for name in names if name not in known}
        files = ((name, file) for name, file in more.items() if file.is_file())
        return (*inputs, *(self._make_file_input("source", *named) for named in files))

    def _collect_once(self, *key: str) -> tuple[Input, ...]:
        if key not in self.input_groups:
            self.input_groups[key] = tuple(getattr(self, f"_collect_{key[0]}")(*key[1:]))
        return self.input_groups[key]

    def _collect_source(self, publication: str) -> Iterator[Input]:
        home = self.root.source
        others = {p.id for p in self.register.publications} - {publication}
        tables = (*self.root.tables, self.root.get_signatories(publication))
        read_apart = {self.root.register, *tables, home / "index.rst"}
        for file in self.watch.list_files(home):
            name = relativize_path(file, home)
            if name.split("/")[0] in others or file in read_apart:
                continue
            yield self._make_file_input("source", name, file)

    def _collect_catalogue(self, publication: str, tag: str) -> Iterator[Input]:
        with suppress(UserError):  # a link out of the root, which is told of its edition alone
            folder = self.root.get_messages_folder(tag)
            for file in self.watch.list_files(folder / publication, boundary=self.root.path):
                if file.suffix == ".po":
                    yield self._make_file_input("catalogue", relativize_path(file, folder), file)
            yield from self._collect_ui_strings(tag)

    def _collect_sources(self) -> Iterator[Input]:
        """Yield all files of the sources, the register too, and languages.toml."""
        for file in (*self.watch.list_files(self.root.source), self.root.languages):
            yield self._make_file_input("source", relativize_path(file, self.root.path), file)

    def _collect_catalogues(self, tag: str) -> Iterator[Input]:
        """Yield every file of a language, also those that no edition reads."""
        with suppress(UserError):
            for file in self.watch.list_files(self.root.get_messages_folder(tag), boundary=self.root.path):
                yield self._make_file_input("catalogue", relativize_path(file, self.root.locale), file)

    def _collect_glossary(self) -> Iterator[Input]:
        if self.root.glossary.is_file():
            yield self._make_file_input("catalogue", self.root.glossary.name, self.root.glossary)

    def _collect_ui_strings(self, tag: str) -> Iterator[Input]:
        """Yield the catalogues of UI strings, those of `pt` too if the language is `pt-BR`."""
        for fallback_tag in dict.fromkeys((tag.partition("-")[0], tag)):
            built_in = Root(PROJECT_DIR).get_ui_catalogue(fallback_tag)
            name = built_in.name if fallback_tag == tag else f"{built_in.name} of {fallback_tag}"
            if built_in.is_file() and self.root.path != PROJECT_DIR:
                yield self._make_file_input("catalogue", f"built-in {name}", built_in)
            with suppress(UserError):
                own = self.root.get_ui_catalogue(fallback_tag)
                if own.is_file():
                    yield self._make_file_input("catalogue", name, own)

    def _collect_references(self, target: Target) -> Iterator[Input]:
        """Yield the texts of references, in a proof in both languages; for html their targets too."""
        for reference in self.list_references(target.publication, target.language):
            links = FORMATS[target.format].links_editions
            value = reference if links else (reference.name, reference.title)
            name = f"{reference.publication}/{reference.label}"
            yield value_inputs.make_value_input("reference", name, value)
        if FORMATS[target.format].compares_source:
            source = self.register.get_publication(target.publication).source_language
            for reference in self.list_references(target.publication, source):
                name = f"{reference.publication}/{reference.label}, in {source}"
                yield value_inputs.make_value_input("reference", name, (reference.name, reference.title))

    def _collect_style(self, format: str) -> Iterator[Input]:
        for folder in ("base", "scripts", "constructs", FORMATS[format].theme):
            for file in self.watch.list_files(STYLES_DIR / folder):
                yield self._make_file_input("style", relativize_path(file, STYLES_DIR), file)
        for file in dict.fromkeys(self._iter_root_styles(FORMATS[format])):
            yield self._make_file_input("style", relativize_path(file, self.root.path), file)

    def _iter_root_styles(self, row: Format) -> Iterator[Path]:
        """Yield the files of the root's own look in a format, and the pictures that its partials name."""
        partials = self.root.list_partials(row.partials)
        yield from self.root.list_styles(row.theme)
        yield from self.root.list_style_pictures(row.pictures)
        yield from partials
        text = "".join(file.read_text("utf-8", errors="replace") for file in partials)
        yield from (file for file in sorted(self.root.styles.glob("*.*")) if file.name in text)

    def _collect_requirements(self) -> Iterator[Input]:
        """Yield the packages that the root's extensions need: what is asked for, and what is installed."""
        requirements = read_requirements(self.register, self.root)
        if requirements:
            asked = [self.watch.digest_file(file) for file in requirements.files]
            value = (asked, requirements.list_installed())
            made = value_inputs.make_value_input("requirements", requirements.name, value)
            self.files_by_input[made] = set(requirements.files)
            yield made

    def _collect_font(self, tag: str, *other_tags: str) -> Iterator[Input]:
        from build_tools import fonts

        known = self.register.languages
        try:
            faces = fonts.select_fonts(known[tag], tuple(known[other] for other in other_tags))
        except UserError as error:
            wanted = (*known[tag].text, *known[tag].furniture) if error.code == "fonts/missing" else ()
            absent = next((name for name in wanted if fonts.find_family(name) is None), "")
            if absent:
                error.place = find_font_setting(absent, tag, self.root)
            self.missing_fonts[tag] = error
            return
        yield from fonts.compute_font_inputs(fonts.list_font_files(faces), self.build.fonts)

    def _collect_tool(self) -> Iterator[Input]:
        from build_tools import doctor

        for tool in doctor.list_tools():
            digest = compute_digest(tool.version)
            yield Input(kind="tool", name=tool.name, digest=digest, label=tool.version)
        listed = self.watch.list_files(PROJECT_DIR / "build_tools")
        code = [file for file in listed if file.suffix != ".md"]
        digests = [(relativize_path(file, PROJECT_DIR), self.watch.digest_file(file)) for file in code]
        press = value_inputs.make_value_input("tool", "press", digests)
        self.files_by_input[press] = set(code)
        yield press

    def _make_file_input(self, kind: str, name: str, path: Path) -> Input:
        made = Input(kind=kind, name=name, digest=self.watch.digest_file(path))
        self.files_by_input.setdefault(made, set()).add(path)
        return made


def read_inputs(
    root: Root, build: BuildFolder, epoch: date | None = None, *, is_draft: bool = False
) -> Inputs:
    """Read the register, and return the inputs of its targets. Raises UserError as `read_register` does."""
    lock_state = read_file_state(build.lock)
    watch = FileWatch(began=lock_state.changed if lock_state else 0)
    for file in (root.register, *root.tables, root.languages):
        watch.watch_file(file)
    register = read_register(root)
    return Inputs(register=register, root=root, build=build, epoch=epoch, is_draft=is_draft, watch=watch)
