"""Sign and verify in the file formats of minisign (https://jedisct1.github.io/minisign/).

Whoever has that program can verify what is signed here without this one. Key files and signatures come from
strangers: sizes, work and memory are bounded.
"""

from __future__ import annotations

import binascii
import hashlib
import hmac
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from build_tools.errors import UserError
from build_tools.model import Place
from build_tools.process.plain_file import read_plain_file

AskPassword = Callable[[], str]

# minisign's own bounds: 1024 bytes of comment, 8192 of trusted comment, and two lines of base64.
MAX_BYTES = 16_384
MAX_COMMENT = 8192
UNTRUSTED, TRUSTED = b"untrusted comment: ", b"trusted comment: "
PLAIN, PREHASHED = b"Ed", b"ED"
NO_KDF, SCRYPT, BLAKE2B = b"\0\0", b"Sc", b"B2"
# What minisign itself asks of a machine for a password: a gigabyte. A key file cannot ask for more.
MAX_OPSLIMIT, MAX_MEMLIMIT = 1 << 25, 1 << 30
ID_BYTES, KEY_BYTES, SIGNATURE_BYTES = 8, 32, 64
_SECRET_HEADER, _SECRET_BODY = 54, 104
_KEY_REMEDY = "name a key file as minisign -G writes it"
_SIGNATURE_REMEDY = "take the release anew from where it was published, with its signature"


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicKey:
    """Hold a key that verifies; `key_id` is what a signature names it by."""

    key_id: bytes
    key: bytes

    @property
    def name(self) -> str:
        """Return the id as minisign prints it."""
        return _format_key_id(self.key_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class SecretKey:
    """Hold a key that signs, by the seed that it is computed from; no traceback shows it."""

    key_id: bytes
    seed: bytes = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Signature:
    algorithm: bytes
    key_id: bytes
    signature: bytes
    trusted_comment: bytes
    global_signature: bytes


def read_public_key(path: Path) -> PublicKey:
    """Return the key of a public key file: a comment and a line, or the line alone.

    Raises UserError `release/key`.
    """
    lines = _read_key_lines(path)
    if lines[0].startswith(UNTRUSTED):
        lines = lines[1:]
    raw = _decode_base64(lines[0] if len(lines) == 1 else b"")
    if len(raw) != len(PLAIN) + ID_BYTES + KEY_BYTES or not raw.startswith(PLAIN):
        raise _make_key_error(path, "it is no public key of minisign")
    return PublicKey(key_id=raw[2:10], key=raw[10:])


def read_secret_key(path: Path, ask_password: AskPassword) -> SecretKey:
    """Return the key of a secret key file; `ask_password` is called only if a password locks it.

    Raises UserError `release/key`.
    """
    lines = _read_key_lines(path)
    raw = _decode_base64(lines[1] if len(lines) == 2 and lines[0].startswith(UNTRUSTED) else b"")
    if len(raw) != _SECRET_HEADER + _SECRET_BODY or raw[:2] != PLAIN or raw[4:6] != BLAKE2B:
        raise _make_key_error(path, "it is no secret key of minisign")
    kdf, body = raw[2:4], raw[_SECRET_HEADER:]
    if kdf == SCRYPT:
        body = _unlock_body(path, raw[6:_SECRET_HEADER], body, ask_password)
    elif kdf != NO_KDF:
        raise _make_key_error(path, "it is locked in a way that this program does not know")
    return _load_secret_key(path, body)


def sign(data: bytes, key: SecretKey, trusted_comment: str) -> bytes:
    """Return the signature file of some data, prehashed; the comment is signed too.

    Raises UserError `release/comment` for a comment that is no line, or too long.
    """
    from nacl.signing import SigningKey

    comment = trusted_comment.encode()
    if not trusted_comment.isprintable() or len(comment) > MAX_COMMENT:
        message = "the comment of the signature is no line, or too long"
        raise UserError("release/comment", message, remedy="write one short line")
    signing_key = SigningKey(key.seed)
    signature = signing_key.sign(_hash_data(data)).signature
    global_signature = signing_key.sign(signature + comment).signature
    lines = (
        UNTRUSTED + b"verify with minisign -V, or editions release verify",
        _encode_base64(PREHASHED + key.key_id + signature),
        TRUSTED + comment,
        _encode_base64(global_signature),
    )
    return b"\n".join(lines) + b"\n"


def verify(data: bytes, signature: bytes, public_key: PublicKey) -> str:
    """Return the trusted comment of a signature that this key made of this data.

    Raises UserError `release/wrong-key` where the signature names another key, `release/signature` where it
    is none, or where it was not made of this data or with this comment.
    """
    parts = _parse_signature(signature)
    if parts.key_id != public_key.key_id:
        names = _format_key_id(parts.key_id), public_key.name
        message = "it was made with the key {}, not with {}".format(*names)
        remedy = "name the public key of who publishes, from where you trust it"
        raise UserError("release/wrong-key", message, remedy=remedy)
    signed = _hash_data(data) if parts.algorithm == PREHASHED else data
    if not _is_signed(signed, parts.signature, public_key):
        raise _make_signature_error("it is not the signature of this file")
    if not _is_signed(parts.signature + parts.trusted_comment, parts.global_signature, public_key):
        raise _make_signature_error("its trusted comment is not what was signed")
    return parts.trusted_comment.decode("utf-8", "replace")


def _parse_signature(raw: bytes) -> _Signature:
    lines = raw.replace(b"\r\n", b"\n").removesuffix(b"\n").split(b"\n")
    is_form = len(raw) <= MAX_BYTES and len(lines) == 4
    if not is_form or not lines[0].startswith(UNTRUSTED) or not lines[2].startswith(TRUSTED):
        raise _make_signature_error("it is no signature of minisign: it has not the four lines of one")
    first, last = _decode_base64(lines[1]), _decode_base64(lines[3])
    sizes = len(first), len(last)
    if sizes != (2 + ID_BYTES + SIGNATURE_BYTES, SIGNATURE_BYTES) or first[:2] not in (PLAIN, PREHASHED):
        raise _make_signature_error("it is no signature of minisign: a line of it is damaged")
    return _Signature(
        algorithm=first[:2],
        key_id=first[2:10],
        signature=first[10:],
        trusted_comment=lines[2].removeprefix(TRUSTED),
        global_signature=last,
    )


def _is_signed(message: bytes, signature: bytes, public_key: PublicKey) -> bool:
    from nacl.exceptions import BadSignatureError
    from nacl.signing import VerifyKey

    try:
        VerifyKey(public_key.key).verify(message, signature)
    except BadSignatureError:
        return False
    return True


def _hash_data(data: bytes) -> bytes:
    return hashlib.blake2b(data).digest()


def _load_secret_key(path: Path, body: bytes) -> SecretKey:
    """Return the key, if its second half is what its first half gives: a damaged key signs nothing."""
    from nacl.signing import SigningKey

    key_id, seed, public = body[:8], body[8:40], body[40:72]
    if bytes(SigningKey(seed).verify_key) != public:
        raise _make_key_error(path, "it is damaged: its two halves do not fit")
    return SecretKey(key_id=key_id, seed=seed)


def _unlock_body(path: Path, parameters: bytes, body: bytes, ask_password: AskPassword) -> bytes:
    salt = parameters[:32]
    opslimit, memlimit = (int.from_bytes(parameters[at : at + 8], "little") for at in (32, 40))
    if opslimit > MAX_OPSLIMIT or memlimit > MAX_MEMLIMIT:
        raise _make_key_error(path, "it asks for more work or memory than any key of minisign")
    cost, parallelism = _choose_scrypt_cost(opslimit, memlimit)
    stream = _derive_stream(path, ask_password(), salt, cost, parallelism)
    plain = bytes(a ^ b for a, b in zip(body, stream, strict=True))
    digest = hashlib.blake2b(PLAIN + plain[:72], digest_size=32).digest()
    if not hmac.compare_digest(digest, plain[72:]):
        raise _make_key_error(path, "the password does not open it", "try again with its password")
    return plain


def _derive_stream(path: Path, password: str, salt: bytes, cost: int, parallelism: int) -> bytes:
    secret = password.encode("utf-8", "surrogateescape")
    limit = 128 * 8 * (cost + parallelism + 2) + (1 << 20)
    try:
        return hashlib.scrypt(secret, salt=salt, n=cost, r=8, p=parallelism, maxmem=limit, dklen=_SECRET_BODY)
    except (ValueError, MemoryError) as error:
        message = f"this machine cannot open it: {' '.join(str(error).split())[:80]}"
        raise _make_key_error(path, message, "free memory: its password needs a gigabyte") from error


def _choose_scrypt_cost(opslimit: int, memlimit: int) -> tuple[int, int]:
    """Return N and p of scrypt (r is 8) as libsodium derives them from the limits in a key file."""
    opslimit = max(opslimit, 32_768)
    if opslimit < memlimit // 32:
        return _round_cost(opslimit // 32), 1
    cost = _round_cost(memlimit // 1024)
    return cost, max(1, (opslimit // 4 // cost) // 8)


def _round_cost(largest: int) -> int:
    cost = 2
    while cost <= largest // 2:
        cost *= 2
    return cost


def _read_key_lines(path: Path) -> list[bytes]:
    """Return the lines of a key file, at least one. Raises UserError `release/key`."""
    try:
        raw = read_plain_file(path, MAX_BYTES, file=path.as_posix())
    except OSError as error:
        raise _make_key_error(path, f"it cannot be read: {error.strerror}") from error
    except UserError as error:
        raise _make_key_error(path, error.message) from error
    return raw.replace(b"\r\n", b"\n").removesuffix(b"\n").split(b"\n")


def _decode_base64(line: bytes) -> bytes:
    """Return what a line of base64 holds, or nothing if it is none."""
    try:
        return binascii.a2b_base64(line, strict_mode=True)
    except binascii.Error:
        return b""


def _encode_base64(raw: bytes) -> bytes:
    return binascii.b2a_base64(raw, newline=False)


def _format_key_id(key_id: bytes) -> str:
    return f"{int.from_bytes(key_id, 'little'):016X}"


def _make_key_error(path: Path, message: str, remedy: str = _KEY_REMEDY) -> UserError:
    return UserError("release/key", message, remedy=remedy, place=Place(file=path.as_posix()))


def _make_signature_error(message: str) -> UserError:
    return UserError("release/signature", message, remedy=_SIGNATURE_REMEDY)
