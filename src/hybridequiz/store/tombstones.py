"""Tombstones: by them it is known that answers were withdrawn, and not whose.

A tombstone holds salted hashes of a response's id and of its code. Whoever has the code can tell that its answers were
withdrawn, and a file with those answers, from an old stick, is known and refused; from the tombstone neither can be
found again. The id is 122 random bits, so a fast hash will do. A code is one of 31⁷: it has a slow one, scrypt with the
parameters of RFC 7914 for interactive use, so that trying all of them on one core takes decades.
"""

from __future__ import annotations

import hashlib
from hmac import compare_digest

from hybridequiz.values import frozen

SALT_BYTES = 16
_COST, _BLOCK, _PARALLEL, _LENGTH = 2**14, 8, 1, 32


@frozen
class Tombstone:
    """What is kept of a withdrawn response. All in hexadecimal.

    Attributes:
        salt: Random, another one for each.
        response: The hash of the response's id.
        code: The hash of its code.
    """

    salt: str
    response: str
    code: str

    def is_of_code(self, code: str) -> bool:
        """Tell whether these answers had this code, as `read_code` gives it."""
        return compare_digest(self.code, _slow(code, self.salt))

    def is_of_response(self, response_id: str) -> bool:
        """Tell whether these answers were of this response."""
        return compare_digest(self.response, _fast(response_id, self.salt))


def tombstone(response_id: str, code: str, salt: bytes) -> Tombstone:
    """Make the tombstone of a response.

    Args:
        response_id: Its id.
        code: Its code, as `read_code` gives it.
        salt: `SALT_BYTES` random bytes.
    """
    written = salt.hex()
    return Tombstone(written, _fast(response_id, written), _slow(code, written))


def _fast(text: str, salt: str) -> str:
    return hashlib.sha256(f"{salt}:{text}".encode()).hexdigest()


def _slow(text: str, salt: str) -> str:
    derived = hashlib.scrypt(
        text.encode(), salt=bytes.fromhex(salt), n=_COST, r=_BLOCK, p=_PARALLEL, dklen=_LENGTH
    )
    return derived.hex()
