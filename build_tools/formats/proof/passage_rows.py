"""Build the rows of a proof: a passage in both languages, what was found in it, what it was."""

from __future__ import annotations

from dataclasses import dataclass

from build_tools import sanitizer
from build_tools.formats.proof.explained_finding import ExplainedFinding, explain_finding
from build_tools.formats.proof.message_html import TermMatcher, render_message, render_raw_text
from build_tools.formats.proof.reference_names import ReferenceNames, collect_reference_names
from build_tools.model import Language, Passage
from build_tools.reader.reading import Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class PassageRow:
    """Hold a passage as HTML in both languages, with its findings.

    `msgid` and `msgstr` are those of the catalogue, as HTML; `is_raw` says that the translation
    is shown as it is written, with its markup. `former_source` and `former_translation` are what was
    reviewed, where that is known and was another.
    """

    passage: Passage
    source: str
    translation: str
    msgid: str
    msgstr: str
    is_raw: bool
    findings: tuple[ExplainedFinding, ...]
    former_source: str = ""
    former_translation: str = ""

    @property
    def place(self) -> str:
        """Return the place below `locale/`: `fr/LC_MESSAGES/charter-agenda/right-1.po:120`."""
        place = self.passage.place
        line = f":{place.line}" if place.line else ""
        return f"{place.file.removeprefix('locale/')}{line}"


class RowBuilder:
    """Build the rows of passages, with all that their messages name."""

    def __init__(self, reading: Reading) -> None:
        edition = reading.edition
        self.languages = (edition.source, edition.language)
        self.tags = tuple(_get_quotes_language(reading, one) for one in self.languages)
        self.names: ReferenceNames = collect_reference_names(reading)
        self.matchers = (
            TermMatcher(form for term in reading.terms for form in term.source),
            TermMatcher(form for term in reading.terms for form in term.forms),
        )
        self.findings: dict[tuple[str, int | None], list[ExplainedFinding]] = {}
        for finding in dict.fromkeys(reading.findings):
            if finding.place.line is not None:
                place = finding.place.file, finding.place.line
                explained = explain_finding(finding, reading.meanings)
                self.findings.setdefault(place, []).append(explained)

    def build_row(self, passage: Passage) -> PassageRow:
        """Return a passage as a row."""
        is_raw = bool(passage.msgstr) and not passage.text
        msgstr = render_raw_text(passage.msgstr)
        return PassageRow(
            passage=passage,
            source=self._render_text(passage.message_id, passage.page, column=0),
            translation=msgstr if is_raw else self._render_text(passage.text, passage.page, column=1),
            msgid=render_raw_text(passage.message_id),
            msgstr=msgstr,
            is_raw=is_raw,
            findings=tuple(self.findings.get((passage.place.file, passage.place.line), ())),
            **self._render_former_texts(passage),
        )

    def _render_former_texts(self, passage: Passage) -> dict[str, str]:
        """Return what was reviewed of a passage and is another now, as HTML."""
        if not passage.change:
            return {}
        source, translation, page = passage.change.msgid, passage.change.msgstr, passage.page
        text = sanitizer.sanitize(source, translation).text  # rules may have become stricter since
        html = self._render_text(text, page, column=1) if text else render_raw_text(translation)
        return {
            "former_source": self._render_text(source, page, column=0) * (source != passage.message_id),
            "former_translation": html * (translation != passage.msgstr),
        }

    def _render_text(self, text: str, page: str, *, column: int) -> str:
        return render_message(
            text,
            self.tags[column],
            self.languages[column],
            matcher=self.matchers[column],
            titles=(self.names.source, self.names.translation)[column],
            notes=self.names.notes.get(page, {}),
            substitutions={**self.names.substitutions[""], **self.names.substitutions.get(page, {})},
        )


def _get_quotes_language(reading: Reading, language: Language) -> str:
    """Return the language whose quotation marks straight ones become, empty where none do."""
    config = reading.app.config
    excluded = config.smartquotes_excludes.get("languages", ())
    return language.tag if config.smartquotes and language.folder not in excluded else ""
