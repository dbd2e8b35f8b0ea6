"""The key of a notice says what it is: the same told twice is the same row. [security 11]"""

import hashlib
from uuid import UUID

# The same in SQL, over a text built the same way; tests hold the two together.
KEY_SQL = "md5({text})::uuid"


def notice_key(*parts: object) -> UUID:
    """A key made of what is told, to whom and how: kind, about, level, recipient, channel."""
    text = "|".join(str(part) for part in parts)
    return UUID(bytes=hashlib.md5(text.encode(), usedforsecurity=False).digest())
