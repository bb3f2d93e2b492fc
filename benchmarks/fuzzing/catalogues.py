"""Write catalogues for a random root, some messages of which are hostile, and harm the files."""

from __future__ import annotations

import codecs
from collections.abc import Callable
from random import Random

from benchmarks.fuzzing.roots import PIECES, Message, RootPlan, make_words

FRAGMENTS = (*PIECES["fragments"], "x" * 3000, "[" * 300, "*" * 200)

HEADER = (
    'msgid ""\nmsgstr ""\n"Project-Id-Version: x\\n"\n"Language: {tag}\\n"\n'
    '"Content-Type: text/plain; charset={charset}\\n"\n"Content-Transfer-Encoding: 8bit\\n"\n{more}\n'
)
CHARSETS = ("UTF-8",) * 30 + (
    "utf-8",
    "UTF8",
    "ISO-8859-1",
    "US-ASCII",
    "UTF-7",
    "UTF-16",
    "nosuch",
    "CHARSET",
    "",
)


class TokenSource:
    """Give every translated message a word that is nowhere else."""

    def __init__(self) -> None:
        self.count = 0

    def make_token(self) -> str:
        """Return the next word."""
        self.count += 1
        return f"kw{self.count:05}x"


def add_catalogues(root: RootPlan, random: Random, tokens: TokenSource, *, hostility: float) -> None:
    """Add a catalogue for each page and language; a share of the messages is hostile."""
    for tag in root.languages[1:]:
        for page, messages in root.messages.items():
            is_odd = random.random() < hostility / 5  # one odd header fails an edition: most are whole
            charset = random.choice(CHARSETS) if is_odd else "UTF-8"
            more = "".join(random.choices(PIECES["header_lines"], k=2)) if is_odd else ""
            text = HEADER.format(tag=tag, charset=charset, more=more)
            unique = {message.source: message for message in messages}
            for message in unique.values():
                text += _format_entry(random, tag, message, tokens, hostility)
            name = f"locale/{tag.replace('-', '_')}/LC_MESSAGES/{page}.po"
            encoding = charset if random.random() < 0.5 else "utf-8"
            root.files[name] = _encode(text, encoding)


def _encode(text: str, encoding: str) -> bytes:
    try:
        codecs.lookup(encoding)
    except LookupError:
        encoding = "utf-8"
    return text.encode(encoding, "replace")


def translate(random: Random, tag: str, message: Message, token: str) -> str:
    """Return a faithful translation: the marks of the source in its order, and other words."""
    if message.marks[:1] == ('<p class="x">',):
        return f'<p class="x">{token} {make_words(random, tag, 1)}</p>'
    parts = [token, make_words(random, tag, random.randint(1, 4))]
    for mark in message.marks:
        parts += [mark, make_words(random, tag, 1)]
    return f"{' '.join(parts)}."


def _format_entry(random: Random, tag: str, message: Message, tokens: TokenSource, hostility: float) -> str:
    msgstr = translate(random, tag, message, tokens.make_token())
    if random.random() < hostility:
        for _ in range(random.randint(1, 3)):
            place = random.randint(0, len(msgstr))
            msgstr = msgstr[:place] + random.choice(FRAGMENTS) + msgstr[place:]
    entry = f"msgid {_quote(random, message.source, 0)}\nmsgstr {_quote(random, msgstr, hostility)}\n\n"
    if random.random() >= hostility / 20:
        return entry
    return random.choice(ODD_ENTRIES)(entry)


# Each makes of an entry one that is odd, doubled, obsolete, fuzzy, plural or in a context.
ODD_ENTRIES: tuple[Callable[[str], str], ...] = (
    lambda entry: entry + entry,
    lambda entry: "".join(f"#~ {line}\n" for line in entry.splitlines() if line) + "\n",
    lambda entry: f"#, fuzzy\n{entry}",
    lambda entry: f"#, fuzzy, python-format\n#| msgid \"x\"\n{entry}",
    lambda entry: f'msgctxt "x"\n{entry}',
    lambda entry: entry.replace("msgstr ", 'msgid_plural "x"\nmsgstr[0] ', 1),
    lambda entry: f"# kw00000x\n#. x\n#: x.rst:1\n{entry}",
    lambda entry: f"<<<<<<< ours\n{entry}=======\n{entry}>>>>>>> theirs\n",
    lambda entry: entry.replace("msgstr", "msgstr msgstr", 1),
    lambda entry: f"#, no-wrap, c-format\n{entry}",
    lambda entry: f"#, press-accept: catalogue/brackets\n{entry}",
    lambda entry: f'domain "x"\n{entry}',
    lambda entry: entry.replace('"\n\n', '\n\n', 1),
)  # fmt: skip


def _quote(random: Random, text: str, hostility: float) -> str:
    """Return a text as a .po writes it: now and then in pieces, or with escapes that need not be."""
    quoted = "".join(_escape(random, letter, hostility) for letter in text)
    if random.random() < 0.3:
        middle = quoted.find(" ", len(quoted) // 2) + 1
        return f'""\n"{quoted[:middle]}"\n"{quoted[middle:]}"'
    return f'"{quoted}"'


def _escape(random: Random, letter: str, hostility: float) -> str:
    if letter in '\\"':
        return f"\\{letter}"
    if letter == "\n":
        return "\\n"
    if random.random() < hostility / 100:
        octets = letter.encode()
        return "".join(random.choice((f"\\{octet:03o}", f"\\x{octet:02x}")) for octet in octets)
    return letter


def harm_bytes(random: Random, data: bytes) -> bytes:
    """Return a file as an accident leaves it: cut, with other bytes, ends of lines, marks of a merge."""
    place = random.randint(0, len(data))
    other = random.randint(0, len(data))
    harms: tuple[Callable[[], bytes], ...] = (
        lambda: data[:place],
        lambda: data[:place] + bytes([random.randint(0, 255)]) + data[place + 1 :],
        lambda: data[:place] + b"\0" * random.randint(1, 9) + data[place:],
        lambda: data.replace(b"\n", b"\r\n"),
        lambda: b"\xef\xbb\xbf" + data,
        lambda: data[:place] + b"<<<<<<< HEAD\n" + data[place:] + b"=======\n>>>>>>> x\n",
        lambda: data[:place] + data[min(place, other) : max(place, other)] + data[place:],
        lambda: b"",
        lambda: data[:place] + b"\n" + data[place:],
        lambda: data.replace(b'"', b"", random.randint(1, 3)),
        lambda: data.replace(b"\n", b"\r"),
        lambda: data * random.randint(2, 40),
    )
    return random.choice(harms)()
