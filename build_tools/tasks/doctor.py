"""Run `editions doctor`: report all that the build and the validators need on this machine."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from build_tools.doctor import Component, ComponentState
from build_tools.errors import UserError
from build_tools.model import Language
from build_tools.paths import Root
from build_tools.register import read_register

__all__ = ["Component", "Diagnosis", "diagnose_machine", "list_problems"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnosis:
    """Hold the components of a machine; `register_error` says why the root's languages are not known."""

    components: tuple[Component, ...]
    register_error: UserError | None = None

    @property
    def can_build(self) -> bool:
        """Return whether nothing is missing that the editions of the register need."""
        return not self.register_error and all(part.optional for part in list_problems(self.components))


def diagnose_machine(root: Root) -> Diagnosis:
    """Return what this machine has and lacks, with fonts, the languages of a root and the validators."""
    from build_tools import doctor

    register_error, languages = None, tuple[Language, ...]()
    try:
        languages = tuple(read_register(root).languages.values())
    except UserError as error:
        register_error = error
    parts = (
        *doctor.diagnose_machine(),
        *_iter_fonts(),
        *_iter_languages(languages),
        _make_search_component(),
        *_iter_validators(),
    )
    return Diagnosis(components=parts, register_error=register_error)


def _iter_fonts() -> Iterator[Component]:
    """Yield the fonts of all scripts; those that no language of the register needs may be missing."""
    from build_tools import fonts

    for font in fonts.list_script_fonts():
        yield Component(
            name=f"{font.family} ({font.script})",
            kind="font",
            state="ok" if font.file else "missing",
            detail=f"{font.file} {font.licence}" if font.file else "",
            remedy="" if font.file else font.remedy,
            optional=True,
        )


def _iter_languages(languages: Iterable[Language]) -> Iterator[Component]:
    """Yield each language, with the fonts that it is set in or why there are none."""
    from build_tools import fonts

    for language in languages:
        name = f"fonts of {language.tag} ({language.name})"
        try:
            families = fonts.select_fonts(language).text
        except UserError as error:
            state: ComponentState = "missing"
            detail, remedy = error.message, error.remedy or error.message
        else:
            state, detail, remedy = "ok", ", ".join(family.name for family in families), ""
        yield Component(name=name, kind="language", state=state, detail=detail, remedy=remedy)


def _make_search_component() -> Component:
    """Return the component for the program that indexes the site."""
    from build_tools.doctor.packages import find_package_versions
    from build_tools.site.pagefind_service import ENGINE, REMEDY

    version = find_package_versions().get(ENGINE.replace("_", "-"), "")
    return Component(
        name="pagefind",
        kind="site",
        state="ok" if version else "missing",
        version=version,
        detail="indexes the site, so that readers can search it",
        remedy="" if version else REMEDY,
        optional=True,
    )


def _iter_validators() -> Iterator[Component]:
    from build_tools import validators

    for validator in validators.VALIDATORS:
        version = validators.get_validator_version(validator.name)
        state: ComponentState = "missing"
        if version:
            state = "old" if validators.is_outdated(validator.name) else "ok"
        purpose, standard = validator.purpose, validator.standard
        yield Component(
            name=validator.name,
            kind="judge",
            state=state,
            version=version,
            detail=f"{purpose}: {standard}" if standard else purpose,
            remedy="" if state == "ok" else validators.REMEDY,
            optional=True,
        )


def list_problems(components: tuple[Component, ...]) -> tuple[Component, ...]:
    """Return the components that are missing or too old."""
    return tuple(component for component in components if component.state != "ok")
