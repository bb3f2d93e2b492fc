"""Report addresses of the last release that the next one would not have, before it is cut."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from build_tools.inventory import read_inventory
from build_tools.model import Finding, OutputFile, Place, Register
from build_tools.paths import Root
from build_tools.register.address_table import read_address_table
from build_tools.release.article_matching import match_articles
from build_tools.release.article_text import Article
from build_tools.tasks.build.lost_labels import LOST_LABEL, UNKNOWN_HEIR, format_successor
from build_tools.tasks.release.broken_addresses import BrokenAddress, collect_ids, find_broken_addresses
from build_tools.tasks.release.release_texts import EditionName
from build_tools.tasks.release.released_pages import Pages


@dataclass(frozen=True, slots=True, kw_only=True)
class AddressComparison:
    """Hold the pages of the last release, named by its version, and those of the one to be."""

    version: str
    old: Pages
    new: Pages
    register: Register
    root: Root


def find_lost_addresses(comparison: AddressComparison) -> Iterator[Finding]:
    """Yield an error for each address that is lost, and one for each publication that has no pages now.

    Labels that `source/addresses.tsv` knows are left to the build. Raises UserError `release/…` for a page
    that is gone or was changed.
    """
    published = {publication for publication, _ in comparison.new}
    for publication in dict.fromkeys(name for name, _ in comparison.old):
        if publication not in published:
            yield _make_gone_finding(publication, comparison)
    broken = _find_broken(comparison, published)
    for publication in dict.fromkeys(one.publication for one in broken):
        yield from _iter_lost_findings([one for one in broken if one.publication == publication], comparison)


def _find_broken(comparison: AddressComparison, published: Iterable[str]) -> list[BrokenAddress]:
    """Return the broken addresses of publications that have pages, but those that the build reports."""
    reader = _AddressReader(comparison)
    names = [name for name in _list_sources_first(comparison) if name[0] in published]
    addresses = {name: reader.read_old_addresses(name) for name in names}
    broken = find_broken_addresses(addresses, reader.ids, comparison.register)
    remembered = {(row.publication, row.label) for row in read_address_table(comparison.root)}
    return [one for one in broken if (one.publication, one.id) not in remembered]


def _list_sources_first(comparison: AddressComparison) -> list[EditionName]:
    """Return the old editions, those of the sources first: what several lost has its title from there."""
    sources = {(one.id, one.source_language) for one in comparison.register.publications}
    return sorted(comparison.old, key=lambda name: name not in sources)


@dataclass(slots=True)
class _AddressReader:
    """Read ids, and the words of a page only where it may have lost one; nothing that is the same in both."""

    comparison: AddressComparison
    ids: dict[EditionName, frozenset[str]] = field(default_factory=dict)

    def read_old_addresses(self, name: EditionName) -> Mapping[str, str]:
        """Return the addresses of the old pages of an edition that have an id which the new one has not."""
        pages, found = self.comparison.old[name], dict[str, str]()
        for file in self._list_other_pages(name):
            if pages.read_ids(file) - self._collect_new_ids(name):
                found |= pages.read_text(file).addresses
        return found

    def _list_other_pages(self, name: EditionName) -> list[OutputFile]:
        """Return the old pages of an edition that are not the same, byte for byte, in the new one."""
        now = self.comparison.new.get(name)
        same = {one.sha256 for one in now.files} if now else set[str]()
        return [one for one in self.comparison.old[name].files if one.sha256 not in same]

    def _collect_new_ids(self, name: EditionName) -> frozenset[str]:
        new, known = self.comparison.new, self.comparison.register.publications
        for other in (one for one in new if one[0] == name[0] and one not in self.ids):
            self.ids[other] = frozenset[str]().union(*map(new[other].read_ids, new[other].files))
        return collect_ids(self.ids, *name, {one.id: one for one in known}.get(name[0]))


def _make_gone_finding(publication: str, comparison: AddressComparison) -> Finding:
    """Return the error of a publication that lost all its addresses."""
    is_known = any(one.id == publication for one in comparison.register.publications)
    lost = "has no web pages any longer" if is_known else "is gone from the register"
    remedy = (
        "put them back into its formats"
        if is_known
        else "put it back, or name the other publications in the command: it is then carried over"
    )
    message = f"{publication} {lost}: links to its addresses in {comparison.version} would lead nowhere"
    return _make_finding(publication, f"{message} — {remedy}", comparison)


def _iter_lost_findings(broken: Sequence[BrokenAddress], comparison: AddressComparison) -> Iterator[Finding]:
    """Yield the error of each address that one publication lost, with its likeliest successor."""
    articles = {
        name: comparison.old[name].read_articles()
        for name in dict.fromkeys((one.publication, one.language) for one in broken)
    }
    heirs = {name: _match_heirs(name, own, comparison) for name, own in articles.items()}
    labels = _list_labels(broken[0].publication, comparison)
    for one in broken:
        name = one.publication, one.language
        title = next((article.title for article in articles[name] if article.id == one.owner), "")
        heir = heirs[name].get(one.id, "") if one.id == one.owner else one.owner
        yield _make_lost_finding(one, title, labels.get(heir, UNKNOWN_HEIR), comparison)


def _match_heirs(
    name: EditionName, articles: Sequence[Article], comparison: AddressComparison
) -> dict[str, str]:
    """Return the id of the new article that each old one became, or went into, by their words."""
    now = comparison.new.get(name)
    matches = match_articles(articles, now.read_articles() if now else ())
    pairs = ((one.old, (*((one.new,) if one.new else ()), *one.targets)) for one in matches)
    return {old.id: heirs[0].id for old, heirs in pairs if old and heirs}


def _list_labels(publication: str, comparison: AddressComparison) -> dict[str, str]:
    """Return the labels of a publication, which alone can be successors, by their anchors."""
    from build_tools.sphinx_ext.articles.labels import make_anchor

    return {make_anchor(one): one for one in read_inventory(comparison.root, publication).labels}


def _make_lost_finding(
    address: BrokenAddress, title: str, heir: str, comparison: AddressComparison
) -> Finding:
    inside = f"in {address.owner}, " if address.id != address.owner else ""
    named = f"{address.id}, {inside}“{title}”," if title else address.id
    return _make_finding(
        address.publication,
        f"the address {named} of {comparison.version} is gone from {address.publication}: links to it would"
        f" lead nowhere — put it back, or name its successor:"
        f" {format_successor(address.publication, address.id, heir)}",
        comparison,
    )


def _make_finding(publication: str, message: str, comparison: AddressComparison) -> Finding:
    return Finding(
        code=LOST_LABEL,
        severity="error",
        message=message,
        place=Place(file=comparison.root.relativize(comparison.root.register)),
        publication=publication,
    )
