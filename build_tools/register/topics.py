"""Read `source/topics.toml`: the topics that lead readers to articles."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from types import MappingProxyType

from build_tools.errors import UserError
from build_tools.model import Topic, TopicList
from build_tools.paths import Root
from build_tools.register import field_types
from build_tools.register.field_types import FieldParser
from build_tools.register.successors import fold_label
from build_tools.register.toml_document import TomlValue, find_near_word, format_value, read_toml

TOP_TABLES = ("front", "topics")
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
# Articles of the European Convention, and of its protocols that give rights.
_CONVENTION_ARTICLE = re.compile(r"(?:P(?:1|4|6|7|12|13)-)?[1-9]\d?")
DECLARATION_ARTICLES = 30
# What joins words to one message, and so cannot stand in one.
COMMAS = ",،、，;؛"


def _parse_search_word(value: TomlValue) -> str:
    word: str = field_types.parse_required_text(value)
    if any(comma in word for comma in COMMAS):
        raise value.make_error(
            "bad-value", "has a comma or a semicolon", "write each word apart, in quotes of its own"
        )
    return word.strip()


def _parse_topic_label(value: TomlValue) -> str:
    return fold_label(field_types.parse_required_text(value))


def _parse_declaration_article(value: TomlValue) -> int:
    number = value.value
    if type(number) is not int or not 0 < number <= DECLARATION_ARTICLES:
        expected = "an article of the Universal Declaration"
        raise value.make_type_error(
            expected, f"write a number from 1 to {DECLARATION_ARTICLES}, without quotes"
        )
    return number


def _parse_convention_article(value: TomlValue) -> str:
    if not isinstance(value.value, str) or not _CONVENTION_ARTICLE.fullmatch(value.value):
        remedy = 'write "8", or "P1-2" for Article 2 of Protocol No. 1'
        raise value.make_type_error("an article of the European Convention", remedy)
    return value.value


TOPIC_FIELDS: Mapping[str, FieldParser] = MappingProxyType(
    {
        "name": field_types.parse_required_text,
        "need": field_types.parse_required_text,
        "words": field_types.make_list_parser(_parse_search_word, min_length=1),
        "labels": field_types.make_list_parser(_parse_topic_label, min_length=1),
        "declaration": field_types.make_list_parser(_parse_declaration_article),
        "convention": field_types.make_list_parser(_parse_convention_article),
    }
)
TOPIC_EXAMPLES: Mapping[str, str] = MappingProxyType(
    {
        "name": '"Housing and eviction"',
        "need": '"I am about to lose my home"',
        "words": '["eviction", "landlord"]',
        "labels": '["ca-10"]',
    }
)


def read_topics(root: Root) -> TopicList:
    """Return the topics of a root in their order, none without the file.

    Labels are as docutils compares them; whether a publication has them is not looked at. Raises UserError
    for a wrong topic.
    """
    try:
        top_table = read_toml(root.topics, root.relativize(root.topics))
    except FileNotFoundError:
        return TopicList()
    tables = field_types.get_known_entries(top_table, TOP_TABLES)
    entries = tables["topics"].get_table() if "topics" in tables else {}
    topics = tuple(map(_parse_topic, entries.values()))
    _reject_shared_names(entries, topics)
    front = _parse_front(tables["front"], entries) if "front" in tables else {}
    return TopicList(topics=topics, front=front.get("needs", ()), ways=front.get("ways", ()))


def _parse_topic(value: TomlValue) -> Topic:
    check_entry_id(value, "topic")
    fields = field_types.parse_fields(value, TOPIC_FIELDS)
    for key, example in TOPIC_EXAMPLES.items():
        if key not in fields:
            raise value.make_error("missing", f"has no {key}", f"write {key} = {example}")
    return Topic(id=value.key, **fields, line=value.document.find_line(value.path) or 0)


def check_entry_id(value: TomlValue, kind: str) -> None:
    """Raise UserError if the key of a table cannot stand in an address."""
    if not _ID.fullmatch(value.key):
        name = re.sub(r"[^a-z0-9]+", "-", value.key.lower()).strip("-") or f"my-{kind}"
        remedy = f"write a-z, 0-9 and - alone: {name}"
        raise value.make_error(
            "bad-value", f"is no name for {'an' if kind[0] in 'aeiou' else 'a'} {kind}", remedy
        )


def _reject_shared_names(entries: Mapping[str, TomlValue], topics: Collection[Topic]) -> None:
    owners: dict[str, str] = {}
    for topic in topics:
        owner = owners.setdefault(topic.name.casefold(), topic.id)
        if owner != topic.id:
            value = entries[topic.id].get_table()["name"]
            message = f"is {format_value(topic.name)}, which is that of {owner} too"
            raise value.make_error(
                "bad-value", message, "give each topic a name of its own, or make one of both"
            )


def _parse_front(value: TomlValue, known: Collection[str]) -> dict[str, tuple[str, ...]]:
    parse_ids = field_types.make_list_parser(_make_known_parser(known))
    return field_types.parse_fields(value, {"needs": parse_ids, "ways": parse_ids})


def _make_known_parser(known: Collection[str]) -> FieldParser:
    def parse_known(value: TomlValue) -> str:
        """Return the id of a topic, if there is such a topic."""
        word = field_types.parse_text(value)
        if word not in known:
            near = find_near_word(word, known)
            remedy = f'write "{near}", the nearest' if near else "name a topic of this file"
            raise value.make_error(
                "bad-value", f"is {format_value(word)}, which is no topic of this file", remedy
            )
        return word

    return parse_known


def make_topic_label_error(root: Root, topic: Topic, label: str, known: Collection[str]) -> UserError:
    """Return the error that no publication has a label of a topic, to be raised."""
    top_table = read_toml(root.topics, root.relativize(root.topics))
    labels = top_table.get_table()["topics"].get_table()[topic.id].get_table()["labels"]
    value = next(one for one in labels.get_array() if fold_label(str(one.value)) == label)
    near = find_near_word(label, known)
    remedy = f'write "{near}", the nearest' if near else "write a label of the sources"
    return value.make_error("bad-value", f"is {format_value(label)}, which no publication has", remedy)
