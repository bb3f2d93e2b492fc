"""Reviews in the headers of catalogues: who may review, what is recorded, what is kept."""

from __future__ import annotations

import subprocess
import tomllib
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from build_tools.catalogues import compile_edition, discovery, measure_review_status
from build_tools.catalogues.po_reader import read_catalogue
from build_tools.catalogues.review.fingerprint import compute_fingerprint
from build_tools.catalogues.review.review_record import (
    PageReview,
    ReviewRequest,
    prepare_reviews,
    record_reviews,
)
from build_tools.catalogues.review.signed_text import find_signed_text
from build_tools.errors import UserError
from build_tools.model import ReviewStatus
from build_tools.paths import Root
from tests.catalogues.conftest import MakeEdition, Write, header

DATA = Path(__file__).parent.parent / "data" / "catalogues"
CASES: dict[str, Any] = tomllib.loads((DATA / "reviewing.toml").read_text("utf-8"))
MACHINE = {"X-Translation-Origin": "machine", "Last-Translator": "none (translated by hand)"}
ONE = 'msgid "One"\nmsgstr "Un"\n'
TWO = '\nmsgid "Two"\nmsgstr "Deux"\n'
OURS = ("X-Review", "X-Approved")
DAY = date(2026, 11, 25)

Do = Callable[..., tuple[PageReview, ...]]
Stands = Callable[..., ReviewStatus]


@pytest.fixture
def do(root: Root) -> Do:
    """Return a function that records a review of publication `p` in French."""

    def done(state: Any = "reviewed", by: str = "Ana Pérez", day: date = DAY) -> Any:
        asked = ReviewRequest(state=state, reviewer=by, day=day, reserved_names=("editions", "A house"))
        made = prepare_reviews(discovery.find_catalogues(root, "fr", "p"), asked)
        record_reviews(made)
        return made

    return done


@pytest.fixture
def stands(root: Root, edition: MakeEdition, tmp_path: Path) -> Stands:
    """Return a function that gives the review status of the edition with these messages."""

    def told(*messages: str, page: str = "p/one") -> ReviewStatus:
        compiled = compile_edition(edition(), root, tmp_path / "into")
        return measure_review_status(compiled, [(page, message) for message in messages])

    return told


def read_review_fields(po: Path) -> dict[str, str]:
    """Return the review fields of a catalogue, as gettext reads its header."""
    header_text = subprocess.run(
        ["msgcat", "--no-wrap", "--force-po", "-t", "UTF-8", str(po)],
        capture_output=True,
        check=True,
    ).stdout.decode()
    lines = (line[1:-3].partition(": ") for line in header_text.splitlines())
    return {name: value for name, _, value in lines if name.startswith(OURS)}


@pytest.mark.parametrize("name", CASES["names"]["persons"])
def test_a_person_reviews_what_a_machine_translated(name: str, write: Write, do: Do) -> None:
    """The name and the day are recorded, whatever the name of the person."""
    po = write("p/one.po", ONE, head=header(**MACHINE))
    do(by=name)
    assert read_review_fields(po)["X-Reviewed-By"] == f"{name}, 2026-11-25"


@pytest.mark.parametrize("name", CASES["names"]["nobody"])
@pytest.mark.parametrize("state", ["reviewed", "approved"])
def test_nobody_else_reviews(name: str, state: str, write: Write, do: Do) -> None:
    """A machine, a role, this program and an empty name are rejected, and nothing is written."""
    po = write("p/one.po", ONE, head=header(**MACHINE))
    before = po.read_bytes()
    with pytest.raises(UserError) as refused:
        do(state, by=name)
    assert refused.value.code == "review/name"
    assert "--by" in str(refused.value)
    assert refused.value.place.file == "locale/fr/LC_MESSAGES/p/one.po"
    assert po.read_bytes() == before


@pytest.mark.parametrize("case", CASES["layout"], ids=lambda case: case["name"])
def test_nothing_else_in_the_file_changes(case: dict[str, Any], write: Write, do: Do) -> None:
    """Every byte except the lines of the review stays, whatever the layout of the catalogue."""
    newline, charset = case.get("newline", "\n"), case.get("charset", "utf-8")
    before, head, after = (
        case[part].replace("\n", newline).encode(charset) for part in ("before", "header", "after")
    )
    po = write("p/one.po", b"")
    po.write_bytes(before + head + after)
    do()
    made = po.read_bytes()
    assert made.startswith(before)
    assert made.endswith(after)
    now = made[len(before) : len(made) - len(after)]
    assert [line.strip() for line in list_other_lines(now)[2:]] == [
        line.strip().removeprefix(b"msgstr ")
        for line in list_other_lines(head)[2 - case.get("rewritten", 0) :]
    ]
    assert made.count(b"\n") == made.count(newline.encode())
    assert read_review_fields(po)["X-Review-State"] == "reviewed"
    assert read_review_fields(po)["X-Reviewed-By"] == "Ana Pérez, 2026-11-25"
    subprocess.run(["msgfmt", "-c", "-o", "/dev/null", str(po)], check=True)


def list_other_lines(head: bytes) -> list[bytes]:
    """Return the lines of a header that are not about the review."""
    ours = tuple(f'"{name}'.encode() for name in OURS)
    return [line for line in head.splitlines() if not line.startswith(ours)]


def test_lines_are_wrapped_as_they_were(write: Write, do: Do) -> None:
    """Review fields are wrapped if the catalogue wraps its lines, and not wrapped otherwise."""
    entries = "".join(f'msgid "{number}"\nmsgstr "nombre"\n\n' for number in range(30))
    long = f'msgid "long"\nmsgstr "{"mot " * 40}"\n\n'
    short, wide = write("p/one.po", entries), write("p/two.po", entries + long)
    do()
    assert max(len(line) for line in short.read_text().splitlines()) < 80
    (line,) = (line for line in wide.read_text().splitlines() if "X-Review-Digests" in line)
    assert line.endswith('\\n"')
    assert len(line) > 300


def test_a_page_goes_from_draft_to_approved_and_back(write: Write, do: Do) -> None:
    """Each state records who and when; approval keeps the reviewer; a draft has neither."""
    po = write("p/one.po", ONE, head=header(**MACHINE))
    do("draft", by="")
    first = po.read_bytes()
    do("reviewed", by="Ana Pérez", day=date(2026, 11, 25))
    kept = read_review_fields(po)
    assert len(kept.pop("X-Review-Digests").split()) == 1
    assert kept == {"X-Review-State": "reviewed", "X-Reviewed-By": "Ana Pérez, 2026-11-25"}
    do("approved", by="Jo Diallo", day=date(2026, 12, 1))
    assert read_review_fields(po)["X-Review-State"] == "approved"
    assert read_review_fields(po)["X-Reviewed-By"] == "Ana Pérez, 2026-11-25"
    assert read_review_fields(po)["X-Approved-By"] == "Jo Diallo, 2026-12-01"
    do("draft", by="")
    assert read_review_fields(po) == {"X-Review-State": "draft"}
    assert po.read_bytes() == first


def test_the_same_review_again_changes_nothing(write: Write, do: Do) -> None:
    """The same review on the same day does not change the file."""
    po = write("p/one.po", ONE)
    do()
    before = po.stat().st_mtime_ns, po.read_bytes()
    do()
    assert (po.stat().st_mtime_ns, po.read_bytes()) == before


def test_the_rights_of_a_file_stay(write: Write, do: Do) -> None:
    """The permissions of a catalogue are kept."""
    po = write("p/one.po", ONE)
    po.chmod(0o664)
    do()
    assert po.stat().st_mode & 0o777 == 0o664


def test_a_disk_that_takes_nothing_is_told_at_the_catalogue(
    write: Write, do: Do, monkeypatch: pytest.MonkeyPatch
) -> None:
    """If writing fails, the error names the catalogue, not the temporary file."""
    po = write("p/one.po", ONE)
    before = po.read_bytes()

    def full(_path: Path, _target: Path) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(UserError) as caught:
        do()
    assert caught.value.code == "catalogue/unwritten"
    assert caught.value.place.file == "locale/fr/LC_MESSAGES/p/one.po"
    assert po.read_bytes() == before


def test_a_draft_is_not_approved(write: Write, do: Do) -> None:
    """Approving an unreviewed page is rejected with the step before it; no page is written."""
    reviewed_page = write("p/a.po", ONE)
    do()
    draft = write("p/b.po", ONE)
    before = reviewed_page.read_bytes(), draft.read_bytes()
    with pytest.raises(UserError) as refused:
        do("approved")
    assert (refused.value.code, refused.value.place.file) == (
        "review/order",
        "locale/fr/LC_MESSAGES/p/b.po",
    )
    assert "--state reviewed" in refused.value.remedy
    assert (reviewed_page.read_bytes(), draft.read_bytes()) == before


def test_what_changed_since_is_not_approved(write: Write, do: Do) -> None:
    """A translation that changed since its review is reported at its line."""
    po = write("p/one.po", ONE + TWO)
    do()
    po.write_text(po.read_text().replace("Deux", "Deuxième"))
    line = po.read_text().splitlines().index('msgid "Two"') + 1
    with pytest.raises(UserError) as refused:
        do("approved")
    assert (refused.value.code, refused.value.place.line) == ("review/order", line)
    do("reviewed")
    do("approved")
    assert read_review_fields(po)["X-Review-State"] == "approved"


def test_a_state_that_was_only_stated_can_be_approved(write: Write, do: Do) -> None:
    """A header with only the state `reviewed` is accepted as it is."""
    po = write("p/one.po", ONE, head=header(**{"X-Review-State": "reviewed"}))
    do("approved")
    assert len(read_review_fields(po)["X-Review-Digests"].split()) == 1


def test_only_what_is_translated_is_covered(write: Write, do: Do) -> None:
    """Fuzzy and missing messages are not covered, and are counted."""
    fuzzy, missing = '\n#, fuzzy\nmsgid "F"\nmsgstr "f"\n', '\nmsgid "M"\nmsgstr ""\n'
    po = write("p/one.po", ONE + fuzzy + missing)
    (made,) = do()
    assert (made.messages, made.skipped) == (1, 2)
    assert len(read_review_fields(po)["X-Review-Digests"].split()) == 1


def test_a_page_without_a_translation_has_nothing_to_review(write: Write, do: Do) -> None:
    """Such a page is not changed; if there is no other page, the review is rejected."""
    empty = write("p/one.po", 'msgid "M"\nmsgstr ""\n')
    before = empty.read_bytes()
    with pytest.raises(UserError) as refused:
        do()
    assert refused.value.code == "review/empty"
    write("p/two.po", ONE)
    assert [each.new_state for each in do()] == ["draft", "reviewed"]
    assert empty.read_bytes() == before


def test_a_catalogue_that_gettext_refuses_is_left_alone(write: Write, do: Do) -> None:
    """It is reported at its line; neither it nor another page is written."""
    well, broken = write("p/a.po", ONE), write("p/b.po", ONE + ONE)
    before = well.read_bytes(), broken.read_bytes()
    with pytest.raises(UserError) as refused:
        do()
    assert refused.value.code == "catalogue/syntax"
    assert refused.value.place.file == "locale/fr/LC_MESSAGES/p/b.po"
    assert refused.value.place.line is not None
    assert (well.read_bytes(), broken.read_bytes()) == before


def test_a_name_that_the_charset_lacks_is_refused(write: Write, do: Do) -> None:
    """The error explains how to convert an old charset to UTF-8."""
    head = header().replace("UTF-8", "ISO-8859-1")
    po = write("p/one.po", ONE, head=head)
    with pytest.raises(UserError) as refused:
        do(by="김민준")
    assert refused.value.code == "review/charset"
    assert "msgconv -t UTF-8" in refused.value.remedy
    assert po.read_text() == f"{head}\n{ONE}"


def test_what_a_review_does_not_cover_is_counted(write: Write, do: Do, stands: Stands) -> None:
    """A message whose translation or source changed is void; the others stay reviewed."""
    po = write("p/one.po", ONE + TWO)
    do()
    assert (stands("One", "Two").review, stands("One", "Two").changed_messages) == ("reviewed", 0)
    assert stands("One", "Two, and more").changed_messages == 1
    assert stands("One", "Two", "Three").changed_messages == 1
    po.write_text(po.read_text().replace("Deux", "Deuxième"))
    changed = stands("One", "Two")
    assert (changed.review, changed.changed_messages) == ("reviewed", 1)
    assert changed.get_page_status("p/one").changed_messages == 1
    do()
    assert stands("One", "Two").changed_messages == 0


def test_a_page_of_which_nothing_is_as_it_was_is_a_draft(write: Write, do: Do, stands: Stands) -> None:
    """If every message has changed, the page is a draft."""
    po = write("p/one.po", ONE)
    do()
    po.write_text(po.read_text().replace('"Un"', '"L’un"'))
    assert stands("One").review == "draft"


def test_a_stated_review_covers_everything(write: Write, stands: Stands) -> None:
    """A header without digests covers its page: nothing is void."""
    write("p/one.po", ONE, head=header(**{"X-Review-State": "approved"}))
    review_status = stands("One", "Another")
    assert (review_status.review, review_status.changed_messages) == ("approved", 0)


def test_names_stand_for_what_they_have_read(write: Write, do: Do, stands: Stands) -> None:
    """Reviewers are named where each page has one, and all of the text is as it was reviewed."""
    po = write("p/one.po", ONE)
    assert stands("One").reviewers == ()
    do(by="Ana Pérez <ana@example.org>")
    assert stands("One").reviewers == ("Ana Pérez",)
    fields = {"X-Review-State": "reviewed", "X-Reviewed-By": "Kim Min-jun, 2026-11-20"}
    other = write("p/two.po", TWO, head=header(**fields))
    assert stands("One").reviewers == ("Ana Pérez", "Kim Min-jun")
    assert stands("One", "New").reviewers == ()
    assert stands("One", "New").get_page_status("p/two").reviewers == ("Kim Min-jun",)
    other.write_text(other.read_text().replace("Kim Min-jun", "reviewer"))
    assert stands("One").reviewers == ()
    po.write_text(po.read_text().replace('"Un"', '"L’un"'))
    assert stands("One").get_page_status("p/one").reviewers == ()


def test_each_page_stands_for_itself(write: Write, do: Do, stands: Stands) -> None:
    """The whole has the lowest state of its pages, and each page has its own state."""
    write("p/one.po", ONE)
    do()
    write("p/two.po", TWO)
    review_status = stands("One")
    assert (
        review_status.review,
        review_status.get_page_status("p/one").review,
        review_status.get_page_status("p/two").review,
    ) == (
        "draft",
        "reviewed",
        "draft",
    )
    assert review_status.get_page_status("p/three").review == "draft"


REFUSED = '\nmsgid "Three"\nmsgstr ".. raw:: html"\n\nmsgid "Four"\nmsgstr "|x|"\n'


def test_a_page_with_a_refused_message_is_not_reviewed(write: Write, do: Do) -> None:
    """Each message that no reader sees is told at its line, and nothing is written; a draft is taken back."""
    po = write("p/one.po", ONE + REFUSED)
    before = po.read_bytes()
    lines = po.read_text().split("\n")
    with pytest.raises(UserError) as refused:
        do()
    told = [refused.value.place, *(finding.place for finding in refused.value.findings)]
    assert [place.line for place in told] == [lines.index(f'msgid "{one}"') + 1 for one in ("Three", "Four")]
    assert {refused.value.code, *(one.code for one in refused.value.findings)} == {"review/refused"}
    assert po.read_bytes() == before
    do("draft")


class TestFingerprint:
    """A proof was signed; the catalogue is in git, and may have changed since."""

    ARTICLE = "#. item · Right to water · p/one#r-1-p2\n"

    @pytest.fixture(params=["p/one.po", "p/one.po and p/a/deep.po"])
    def signed(self, root: Root, write: Write, request: pytest.FixtureRequest) -> str:
        """Commit a page, or one in a folder as well; return the fingerprint that their proof has."""
        write("p/one.po", ONE + TWO.replace("\n", "\n" + self.ARTICLE, 1))
        if "deep" in request.param:
            write("p/a/deep.po", ONE)
        for words in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "one"]):
            who = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
            subprocess.run(["git", *who, *words], cwd=root.path, check=True, capture_output=True)
        files = discovery.find_catalogues(root, "fr", "p")
        return compute_fingerprint({one.page: read_catalogue(one.path, one.file).messages for one in files})

    def review(self, root: Root, fingerprint: str) -> None:
        """Record a review of what was signed."""
        files = discovery.find_catalogues(root, "fr", "p")
        request = ReviewRequest(state="reviewed", reviewer="Ana Pérez", day=DAY)
        record_reviews(prepare_reviews(files, request, find_signed_text(root, files, files, fingerprint)))

    def test_what_was_signed_is_recorded(self, root: Root, signed: str) -> None:
        """The fingerprint may be typed without spaces and in capitals."""
        self.review(root, signed.replace(" ", "").upper())
        po = root.locale / "fr" / "LC_MESSAGES" / "p" / "one.po"
        assert len(read_review_fields(po)["X-Review-Digests"].split()) == 2

    def test_what_changed_since_is_named(self, root: Root, signed: str) -> None:
        """A message that is not as it was signed is told with its line, its words and its article."""
        po = root.locale / "fr" / "LC_MESSAGES" / "p" / "one.po"
        po.write_text(po.read_text().replace("Deux", "Deuxième"))
        before = po.read_bytes()
        line = po.read_text().split("\n").index('msgid "Two"') + 1
        with pytest.raises(UserError) as refused:
            self.review(root, signed)
        assert str(refused.value).startswith(
            f"locale/fr/LC_MESSAGES/p/one.po:{line}: review/changed “Two” of Right to water is not as it was"
        )
        assert refused.value.findings == ()
        assert po.read_bytes() == before

    def test_what_nobody_knows_is_refused(self, root: Root, signed: str) -> None:
        """Another fingerprint records nothing, and the text's own is told."""
        with pytest.raises(UserError, match=f"review/changed the text is not the one .* is {signed} — "):
            self.review(root, "0000 0000 0000 0000 0000 0000")
