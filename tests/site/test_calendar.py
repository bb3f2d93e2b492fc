"""The calendar of events, as calendars take it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.site.calendar import CalendarEvent, fold_line, format_calendar

BASE = "https://texts.example/some/path"
CONGRESS = CalendarEvent(
    id="congress-2027",
    title="Congrès mondial; villes, droits",
    start=date(2027, 12, 31),
    end=date(2028, 1, 2),
    place="Florence",
    country="Italie",
    description="Trois jours.\nEntrée libre \\ sans inscription.",
    url="https://congress.example/fr",
)
DAY = CalendarEvent(id="day", title="يوم حقوق الإنسان في المدينة", start=date(2026, 12, 10))
TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc"])) | st.sampled_from(
    [
        "a;b,c\\n\\;",
        'say "no"',
        "line\nline",
        "END:VEVENT",
        "الحق" * 40,
        "도시에 대한 권리 " * 20,
        "👩🏽‍⚖️" * 20,
    ]
)


def read_calendar(text: str) -> Any:
    """Return a calendar of `icalendar` as other programs read it: without a fault."""
    calendar = icalendar.Calendar.from_ical(text)
    assert isinstance(calendar, icalendar.Calendar)
    assert [one.errors for one in calendar.walk() if one.errors] == []
    return calendar


def test_an_event_arrives_with_all_that_is_known() -> None:
    """Words, days and places arrive; the end is the day after the last, as the format wants it."""
    calendar = read_calendar(format_calendar([CONGRESS], "Événements", "fr", BASE))
    assert calendar["VERSION"] == "2.0"
    assert (calendar["NAME"], calendar["X-WR-CALNAME"]) == ("Événements", "Événements")
    (event,) = calendar.events
    assert event["SUMMARY"] == CONGRESS.title
    assert event["SUMMARY"].params["LANGUAGE"] == "fr"
    assert event["DESCRIPTION"] == CONGRESS.description
    assert event["LOCATION"] == "Florence, Italie"
    assert event["URL"] == CONGRESS.url
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (date(2027, 12, 31), date(2028, 1, 3))
    assert event["TRANSP"] == "TRANSPARENT"


def test_a_day_is_one_day() -> None:
    """An event without an end ends on the next day, and has no words that it lacks."""
    (event,) = read_calendar(format_calendar([DAY], "أحداث", "ar", "")).events
    assert event["DTEND"].dt - event["DTSTART"].dt == timedelta(days=1)
    assert event["SUMMARY"] == DAY.title
    assert not {"LOCATION", "DESCRIPTION", "URL"} & event.keys()


@pytest.mark.parametrize(("base", "domain"), [(BASE, "texts.example"), ("", "editions.invalid")])
def test_an_event_keeps_its_id(base: str, domain: str) -> None:
    """In every language, and after a change of its words and days, an event has the same id."""
    later = replace(CONGRESS, title="World congress", start=date(2028, 1, 1), end=None)
    found = [
        read_calendar(format_calendar([event], "N", tag, base)).events[0]["UID"]
        for event, tag in ((CONGRESS, "fr"), (later, "en"))
    ]
    assert found == [f"congress-2027@{domain}"] * 2


def test_no_clock_is_read() -> None:
    """The stamp is the day of an update, else the first day; the order is that of the days."""
    stamps = [
        read_calendar(format_calendar([event], "N", "fr", "")).events[0]["DTSTAMP"].dt.date()
        for event in (DAY, replace(DAY, updated=date(2026, 11, 1)))
    ]
    assert stamps == [DAY.start, date(2026, 11, 1)]
    both = [format_calendar(events, "N", "fr", "") for events in ([DAY, CONGRESS], [CONGRESS, DAY])]
    assert both[0] == both[1]
    assert [one["UID"].partition("@")[0] for one in read_calendar(both[0]).events] == ["day", "congress-2027"]


def test_without_a_base_no_address_is_absolute() -> None:
    """Without a url of the publisher an event has no address; without an event there is no calendar."""
    assert "://" not in format_calendar([CONGRESS], "N", "fr", "")
    assert format_calendar([], "N", "fr", BASE) == ""


@given(TEXTS)
def test_every_letter_arrives_on_short_lines(text: str) -> None:
    """Any words arrive as they are, on lines of at most 75 octets, each of whole characters."""
    event = replace(CONGRESS, title=f"x{text}", description=f"x{text}")
    written = format_calendar([event], f"x{text}", "ar", BASE)
    assert written.endswith("\r\n")
    for line in written.encode().split(b"\r\n"):
        assert len(line) <= 75
        assert not {"\r", "\n"} & set(line.decode())
    calendar = read_calendar(written)
    assert [(one["SUMMARY"], one["DESCRIPTION"]) for one in calendar.events] == [(f"x{text}", f"x{text}")]


@given(st.text(st.characters(codec="utf-8", exclude_characters="\r\n")))
def test_a_folded_line_is_whole_again(line: str) -> None:
    """A folded line without its folds is the line."""
    assert fold_line(line).replace("\r\n ", "") == line
