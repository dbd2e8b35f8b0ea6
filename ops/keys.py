"""The portal's secrets: made once for a home, kept in files that only its owner reads, never in code. [security 12]"""

import hashlib
import os
import secrets
from collections.abc import Mapping
from pathlib import Path

LENGTHS = {"BUS_SECRET_KEY": 50, "BUS_CONTEXT_KEY": 32, "BUS_FIELD_KEY": 32}  # bytes; written as hex


def environment(home: Path) -> dict[str, str]:
    """NAME_FILE for each secret that the surroundings do not give already."""
    folder = home / "secrets"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    wanted = {name: length for name, length in LENGTHS.items() if not {name, f"{name}_FILE"} & os.environ.keys()}
    return {f"{name}_FILE": str(_file(folder, name, length)) for name, length in wanted.items()}


def _file(folder: Path, name: str, length: int) -> Path:
    path = folder / name.removeprefix("BUS_").lower()
    if not path.exists():
        draft = path.with_suffix(".new")
        draft.touch(mode=0o600)
        draft.write_text(secrets.token_hex(length) + "\n")
        draft.rename(path)
    return path


def mark(env: Mapping[str, str]) -> str:
    """Tells one context key from another without telling the key."""
    path = env.get("BUS_CONTEXT_KEY_FILE") or os.environ.get("BUS_CONTEXT_KEY_FILE")
    key = Path(path).read_text().strip() if path else os.environ["BUS_CONTEXT_KEY"]
    return hashlib.sha256(b"mark" + key.encode()).hexdigest()[:8]
