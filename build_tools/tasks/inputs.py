"""Everything that decides an edition's bytes: takes a register and its root, gives Inputs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date
from pathlib import Path

from build_tools import register
from build_tools.errors import UserError
from build_tools.inventory import Inventory
from build_tools.layout import (
    PROJECT_DIR,
    STYLES_DIR,
    BuildFolder,
    Root,
    compute_digest,
    compute_file_digest,
    iter_files,
    relativize_path,
)
from build_tools.model import Edition, Input, Language, Publication, Reference, Register, Target
from build_tools.tasks import catalogue_kept, references

MEDIA = {"html": "screen", "pdf": "print", "epub": "ebook", "proof": "proof"}
OF_HTML = {"languages", "formats"}
OF_NONE = {"id", "requires", "assessments"}


@dataclass(slots=True, kw_only=True)
class Inputs:
    """Collects the inputs of targets; each file and each tool is looked at once.

    `build` is where digests of fonts and what references read are kept; `faceless` has the
    languages for which this machine has no face, and what mends that.
    """

    register: Register
    root: Root
    build: BuildFolder
    epoch: date | None = None
    digests: dict[Path, str] = field(default_factory=dict)
    groups: dict[tuple[str, ...], tuple[Input, ...]] = field(default_factory=dict)
    faceless: dict[str, UserError] = field(default_factory=dict)
    named: dict[str, references.Named] = field(default_factory=dict)
    known: Mapping[str, Inventory] = field(default_factory=dict)
    asked: references.Asked | None = None

    def edition(self, publication: str, tag: str) -> Edition:
        """Return an edition that knows what its references to other publications read."""
        found = register.make_edition(self.register, publication, tag)
        here, there = (
            {one.label: one for one in self.referred(publication, each)}
            for each in (tag, found.source.tag)
        )
        return replace(found, references=here, source_references=there)

    def inventories(self) -> Mapping[str, Inventory]:
        """Return what the sources of each publication name and ask for."""
        if not self.known:
            self.known = references.inventories(self.register, self.root)
        return self.known

    def referred(self, publication: str, tag: str) -> tuple[Reference, ...]:
        """Return what an edition refers to in other publications."""
        if self.asked is None:
            alone = len(self.register.publications) == 1
            self.asked = {} if alone else references.asked(self.inventories())
        if not self.asked.get(publication):
            return ()
        if tag not in self.named:
            self.named[tag] = self._named(tag, self.inventories())
        return self.named[tag].get(publication, ())

    def _named(self, tag: str, known: Mapping[str, Inventory]) -> references.Named:
        # Another text that is not in this language is called as in its own.
        sources = sorted({one.source_language for one in self.register.publications})
        design = (each for source in sources for each in self._design(source))
        key = catalogue_kept.key((*self.of_texts(tag), *design))
        kept = references.read(self.build, tag, key)
        if kept is not None:
            return kept
        found = references.named(self.register, self.root, tag, known)
        references.keep(self.build, tag, key, found)
        return found

    def of(self, target: Target) -> tuple[Input, ...]:
        """Return the inputs of a target, without the files that only its reading can name."""
        publication = self.register.get_publication(target.publication)
        language = self.register.languages[target.language]
        return (
            *self._once("source", publication.id),
            *self._once("catalogue", publication.id, language.tag),
            *(self._once("glossary") if target.format == "proof" else ()),
            *self._register(publication, target),
            *self._languages(publication, target),
            *self._once("style", target.format),
            *self._once("font", *self._tags(publication, target)),
            *self._references(target),
            *self._once("tool"),
            self._date(),
        )

    def of_texts(self, tag: str) -> tuple[Input, ...]:
        """Return what decides how the texts of a language read: all but styles."""
        sources = sorted({one.source_language for one in self.register.publications})
        return (
            *self._once("font", tag, *sources),
            *self._once("sources"),
            *self._catalogues(tag),
            *self._design(tag),
            *self._once("glossary"),
            *self._once("tool"),
        )

    def with_read(self, inputs: tuple[Input, ...], paths: Iterable[Path]) -> tuple[Input, ...]:
        """Return inputs, and with them the files that a reading took in from elsewhere."""
        home = self.root.source.resolve()
        return self._more(inputs, (relativize_path(path, home) for path in paths))

    def with_earlier(
        self, inputs: tuple[Input, ...], earlier: Iterable[Input]
    ) -> tuple[Input, ...]:
        """Return inputs, and with them, as they are now, the other files of an earlier reading."""
        return self._more(inputs, (one.name for one in earlier if one.kind == "source"))

    def _more(self, inputs: tuple[Input, ...], names: Iterable[str]) -> tuple[Input, ...]:
        known = {one.name for one in inputs if one.kind == "source"}
        home = self.root.source.resolve()
        more = {name: home / name for name in names if name not in known}
        found = (self._file("source", name, file) for name, file in more.items() if file.is_file())
        return (*inputs, *found)

    def _once(self, *key: str) -> tuple[Input, ...]:
        if key not in self.groups:
            self.groups[key] = tuple(getattr(self, f"_{key[0]}")(*key[1:]))
        return self.groups[key]

    def _source(self, publication: str) -> Iterator[Input]:
        home = self.root.source
        others = {p.id for p in self.register.publications} - {publication}
        for file in iter_files(home):
            name = relativize_path(file, home)
            if name.split("/")[0] in others or name in {"publications.toml", "index.rst"}:
                continue
            yield self._file("source", name, file)

    def _catalogue(self, publication: str, tag: str) -> Iterator[Input]:
        folder = self.root.get_messages_folder(tag)
        for file in iter_files(folder / publication, boundary=self.root.path):
            if file.suffix == ".po":
                yield self._file("catalogue", relativize_path(file, folder), file)
        yield from self._design(tag)

    def _sources(self) -> Iterator[Input]:
        """Yield all that lies in the sources, the register too, and what languages need."""
        for file in (*iter_files(self.root.source), self.root.languages):
            yield self._file("source", relativize_path(file, self.root.path), file)

    def _catalogues(self, tag: str) -> Iterator[Input]:
        """Yield every file of a language, those that no edition reads too."""
        for file in iter_files(self.root.get_messages_folder(tag), boundary=self.root.path):
            yield self._file("catalogue", relativize_path(file, self.root.locale), file)

    def _glossary(self) -> Iterator[Input]:
        if self.root.glossary.is_file():
            yield self._file("catalogue", self.root.glossary.name, self.root.glossary)

    def _design(self, tag: str) -> Iterator[Input]:
        """Yield the words of the design, those of `pt` too where the language is `pt-BR`."""
        for each in dict.fromkeys((tag.partition("-")[0], tag)):
            own, built_in = (
                self.root.get_ui_catalogue(each),
                Root(PROJECT_DIR).get_ui_catalogue(each),
            )
            name = own.name if each == tag else f"{own.name} of {each}"
            if own.is_file():
                yield self._file("catalogue", name, own)
            if built_in.is_file() and built_in != own:
                yield self._file("catalogue", f"{name} of the press", built_in)

    def _register(self, publication: Publication, target: Target) -> Iterator[Input]:
        left_out = OF_NONE if target.format == "html" else OF_NONE | OF_HTML
        for one in fields(publication):
            if one.name not in left_out:
                value = getattr(publication, one.name)
                yield _value("register", f"{publication.id}.{one.name}", value)
        looked_at = publication.find_assessment(target.language, target.format)
        if looked_at:
            yield _value("register", f"{publication.id}.assessed", looked_at)
        for one in fields(self.register.publisher):
            value = getattr(self.register.publisher, one.name)
            yield _value("register", f"publisher.{one.name}", value)

    def _languages(self, publication: Publication, target: Target) -> Iterator[Input]:
        known = self.register.languages
        yield from _language(known[target.language])
        if publication.source_language != target.language:
            yield from _language(known[publication.source_language])
        if target.format == "html":
            for tag in publication.languages:
                yield _value("language", f"{tag}, as others name it", (tag, known[tag].name))

    def _references(self, target: Target) -> Iterator[Input]:
        """Yield what references read, in a proof in both languages; where they lead, for pages."""
        for one in self.referred(target.publication, target.language):
            says = one if target.format == "html" else (one.name, one.title)
            yield _value("reference", f"{one.publication}/{one.label}", says)
        source = self.register.get_publication(target.publication).source_language
        for one in self.referred(target.publication, source) if target.format == "proof" else ():
            says = (one.name, one.title)
            yield _value("reference", f"{one.publication}/{one.label}, in {source}", says)

    def _style(self, format: str) -> Iterator[Input]:
        for folder in ("base", MEDIA[format]):
            for file in iter_files(STYLES_DIR / folder):
                yield self._file("style", relativize_path(file, STYLES_DIR), file)

    def _tags(self, publication: Publication, target: Target) -> tuple[str, ...]:
        """Return the languages whose letters an edition shows: html names all its siblings."""
        siblings = publication.languages if target.format == "html" else ()
        return target.language, publication.source_language, *siblings

    def _font(self, tag: str, *others: str) -> Iterator[Input]:
        from build_tools import fonts

        known = self.register.languages
        try:
            faces = fonts.faces(known[tag], tuple(known[other] for other in others))
        except UserError as error:
            wanted = (*known[tag].text, *known[tag].furniture)
            absent = next((name for name in wanted if fonts.find_family(name) is None), "")
            error.place = (
                register.find_font_setting(absent, tag, self.root) if absent else error.place
            )
            self.faceless[tag] = error
            return
        yield from fonts.compute_font_inputs(fonts.list_font_files(faces), self.build.fonts)

    def _tool(self) -> Iterator[Input]:
        from build_tools import machine

        for tool in machine.list_tools():
            yield Input(
                kind="tool", name=tool.name, digest=compute_digest(tool.version), label=tool.version
            )
        code = [file for file in iter_files(PROJECT_DIR / "build_tools") if file.suffix != ".md"]
        yield _value(
            "tool",
            "press",
            [(relativize_path(f, PROJECT_DIR), compute_file_digest(f)) for f in code],
        )

    def _date(self) -> Input:
        day = self.epoch.isoformat() if self.epoch else ""
        return Input(kind="date", name="SOURCE_DATE_EPOCH", digest=compute_digest(day), label=day)

    def _file(self, kind: str, name: str, path: Path) -> Input:
        if path not in self.digests:
            try:
                self.digests[path] = compute_file_digest(path)
            except OSError:
                self.digests[path] = ""
        return Input(kind=kind, name=name, digest=self.digests[path])


def _value(kind: str, name: str, value: object) -> Input:
    return Input(kind=kind, name=name, digest=compute_digest(repr(value)))


def _language(language: Language) -> Iterator[Input]:
    for one in fields(language):
        if one.name != "tag":
            yield _value("language", f"{language.tag}.{one.name}", getattr(language, one.name))
