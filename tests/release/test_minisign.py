"""Signatures in minisign's form: files of the real program are the standard."""

from __future__ import annotations

import base64
import hashlib
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from build_tools.errors import UserError
from build_tools.release import minisign
from build_tools.release.minisign import read_public_key, read_secret_key, sign, verify

DATA = Path(__file__).parents[1] / "data" / "release" / "minisign"
MESSAGE = (DATA / "message.txt").read_bytes()
PUBLIC = read_public_key(DATA / "plain.pub")
SIGNATURE = (DATA / "prehashed.minisig").read_bytes()


def never() -> str:
    """Fail: no password is asked for where none is needed."""
    raise AssertionError


SECRET = read_secret_key(DATA / "plain.key", never)


@pytest.mark.parametrize("name", ["prehashed", "legacy"])
def test_a_signature_of_the_real_program_is_verified(name: str) -> None:
    """Both forms that minisign has written are read, and give their trusted comment."""
    assert verify(MESSAGE, (DATA / f"{name}.minisig").read_bytes(), PUBLIC) == "release 2026.1"


@pytest.mark.skipif(shutil.which("minisign") is None, reason="minisign is not installed")
def test_the_real_program_verifies_what_is_signed_here(tmp_path: Path) -> None:
    """Minisign itself accepts the signature, and prints the comment, in any script."""
    file = tmp_path / "signature"
    file.write_bytes(sign(MESSAGE, SECRET, "édition ٢"))
    files = "-p", DATA / "plain.pub", "-m", DATA / "message.txt", "-x", file
    done = subprocess.run(["minisign", "-V", *map(str, files)], capture_output=True, text=True, check=True)
    assert "Trusted comment: édition ٢" in done.stdout


def test_a_signature_is_that_of_the_real_program() -> None:
    """Ed25519 has one signature of a message: ours is that of minisign, but for the untrusted comment."""
    assert sign(MESSAGE, SECRET, "release 2026.1").splitlines()[1:] == SIGNATURE.splitlines()[1:]


def test_a_locked_key_of_the_real_program_is_opened() -> None:
    """A key that minisign locked with a password signs here."""
    key = read_secret_key(DATA / "locked.key", lambda: "test words")
    expected = (DATA / "locked.minisig").read_bytes()
    assert sign(MESSAGE, key, "locked").splitlines()[1:] == expected.splitlines()[1:]


def lock_key(password: bytes, opslimit: int = 32_768, memlimit: int = 1 << 20) -> bytes:
    """Return the key `plain` locked at little cost, as libsodium chooses it for these limits."""
    body = base64.b64decode((DATA / "plain.key").read_bytes().splitlines()[1])[54:126]
    body += hashlib.blake2b(b"Ed" + body, digest_size=32).digest()
    stream = hashlib.scrypt(password, salt=b"s" * 32, n=1 << 10, r=8, p=1, dklen=104)
    limits = opslimit.to_bytes(8, "little") + memlimit.to_bytes(8, "little")
    raw = b"EdScB2" + b"s" * 32 + limits + bytes(a ^ b for a, b in zip(body, stream, strict=True))
    return b"untrusted comment: x\n" + base64.b64encode(raw) + b"\n"


def test_a_password_opens_its_key_alone(tmp_path: Path) -> None:
    """The right password gives the key, another one an error that says so."""
    file = tmp_path / "key"
    file.write_bytes(lock_key(b"right"))
    assert read_secret_key(file, lambda: "right") == SECRET
    with pytest.raises(UserError, match="release/key the password does not open it"):
        read_secret_key(file, lambda: "wrong")


def test_no_traceback_shows_a_key() -> None:
    """The text of a secret key has nothing of what is secret."""
    assert SECRET.seed.hex() not in repr(SECRET)
    assert repr(SECRET.seed) not in repr(SECRET)


def edit_line(number: int, change: Callable[[bytes], bytes]) -> bytes:
    """Return the signature with a line of it changed."""
    lines = SIGNATURE.splitlines(keepends=True)
    lines[number] = change(lines[number])
    return b"".join(lines)


def flip(line: bytes) -> bytes:
    """Change a bit of what the middle of a line of base64 says."""
    middle = len(line) // 2
    return line[:middle] + (b"B" if line[middle : middle + 1] == b"A" else b"A") + line[middle + 1 :]


BROKEN = {
    "empty": b"",
    "truncated": SIGNATURE[:-20],
    "cut": SIGNATURE[:120],
    "a line more": SIGNATURE + b"x\n",
    "no base64": edit_line(1, lambda _line: b"%%%%\n"),
    "another algorithm": edit_line(1, lambda line: b"Xk" + line[2:]),
    "a bit of the signature": edit_line(1, flip),
    "a bit of the global signature": edit_line(3, flip),
    "another comment": edit_line(2, lambda line: line.replace(b"2026.1", b"2026.2")),
    "huge": SIGNATURE + b"x" * 100_000,
}


@pytest.mark.parametrize("raw", BROKEN.values(), ids=BROKEN)
def test_a_broken_signature_is_refused(raw: bytes) -> None:
    """Whatever is wrong with a signature, it is an error and no comment is returned."""
    with pytest.raises(UserError, match=r"^release/signature"):
        verify(MESSAGE, raw, PUBLIC)


def test_other_data_is_refused() -> None:
    """A signature is of its own data alone."""
    with pytest.raises(UserError, match="release/signature it is not the signature of this file"):
        verify(MESSAGE + b" ", SIGNATURE, PUBLIC)


def test_another_key_is_named() -> None:
    """A signature of another key says which key it names, and which was given, as minisign prints them."""
    with pytest.raises(UserError, match=r"release/wrong-key .*5B10FFB03892537D, not with 11AA71600700001D"):
        verify(MESSAGE, SIGNATURE, read_public_key(DATA / "locked.pub"))


def test_a_key_that_borrows_an_id_is_refused() -> None:
    """Who puts the id of a key on another one is found out by the signature itself."""
    other = read_public_key(DATA / "locked.pub")
    borrowed = minisign.PublicKey(key_id=PUBLIC.key_id, key=other.key)
    with pytest.raises(UserError, match="release/signature"):
        verify(MESSAGE, SIGNATURE, borrowed)


def replace_raw(name: str, at: int, new: bytes) -> bytes:
    """Return a key file with bytes of the key replaced."""
    comment, line = (DATA / name).read_bytes().splitlines()
    raw = base64.b64decode(line)
    return comment + b"\n" + base64.b64encode(raw[:at] + new + raw[at + len(new) :]) + b"\n"


WRONG_KEYS = {
    "empty": b"",
    "no key": b"-----BEGIN PUBLIC KEY-----\n",
    "binary": bytes(range(256)),
    "huge": b"x" * 1_000_000,
    "public": (DATA / "plain.pub").read_bytes(),
    "truncated": (DATA / "plain.key").read_bytes()[:-9],
    "two halves": replace_raw("plain.key", 70, b"xxxx"),
    "unknown lock": replace_raw("plain.key", 2, b"Xx"),
    "unknown checksum": replace_raw("plain.key", 4, b"Xx"),
    "work of a year": lock_key(b"x", opslimit=1 << 50),
    "memory of a city": lock_key(b"x", memlimit=1 << 40),
}


@pytest.mark.parametrize("raw", WRONG_KEYS.values(), ids=WRONG_KEYS)
def test_what_is_no_secret_key_is_one_line(raw: bytes, tmp_path: Path) -> None:
    """A file that is no secret key is refused by its name, before a password is asked for."""
    file = tmp_path / "key"
    file.write_bytes(raw)
    with pytest.raises(UserError, match=r"key: release/key .+ — .+") as caught:
        read_secret_key(file, never)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("raw", [b"", b"x", (DATA / "plain.key").read_bytes(), SIGNATURE, b"x" * 100_000])
def test_what_is_no_public_key_is_one_line(raw: bytes, tmp_path: Path) -> None:
    """A file that is no public key is refused by its name."""
    file = tmp_path / "key"
    file.write_bytes(raw)
    with pytest.raises(UserError, match=r"key: release/key"):
        read_public_key(file)


def test_a_key_that_is_not_there_is_one_line(tmp_path: Path) -> None:
    """A missing key and a folder are refused as keys, with their names."""
    for file in (tmp_path / "none", tmp_path):
        with pytest.raises(UserError, match=r"release/key"):
            read_public_key(file)


@pytest.mark.parametrize("comment", ["two\nlines", "\x1b[2J", "x" * 9000])
def test_a_comment_is_a_line(comment: str) -> None:
    """What is no short line of text is not signed as a comment."""
    with pytest.raises(UserError, match="release/comment"):
        sign(MESSAGE, SECRET, comment)
