"""List the cities that adopted each text, by country, as readers of a language see them."""

from __future__ import annotations

from collections.abc import Iterable

from build_tools.model import Language, Signatory
from build_tools.register import name_country
from build_tools.site.contents import SiteLanguage
from build_tools.sphinx_ext.text.collation import make_sort_key

Countries = tuple[tuple[str, tuple[Signatory, ...]], ...]
SignatoryList = tuple[str, str, str, Countries, int]


def list_signatories(site: SiteLanguage) -> tuple[SignatoryList, ...]:
    """Return for each publication its id, title, language, its cities by country, and their number."""
    found = site.contents.signatories
    return tuple(
        (one.publication.id, one.title, one.language.tag, _group_countries(rows, site.language), len(rows))
        for one in site.editions
        if (rows := found.get(one.publication.id, ()))
    )


def _group_countries(rows: Iterable[Signatory], language: Language) -> Countries:
    groups: dict[str, list[Signatory]] = {}
    for row in rows:
        groups.setdefault(name_country(row.country, language.tag), []).append(row)
    names = sorted(groups, key=lambda name: make_sort_key(name, language))
    return tuple((name, tuple(groups[name])) for name in names)
