"""Real servers instead of our own: all of their addresses are given, or none."""

import os
from collections.abc import Mapping

from ops.say import Trouble

NAMES = (
    "DATABASE_URL",
    "WORKER_DATABASE_URL",
    "REPORT_DATABASE_URL",
    "RETENTION_DATABASE_URL",
    "MIGRATE_DATABASE_URL",
    "REDIS_URL",
)


def given(env: Mapping[str, str] = os.environ) -> dict[str, str] | None:
    """The addresses in the environment; None when there are none; Trouble that names the missing ones."""
    found = {name: env[name] for name in NAMES if env.get(name)}
    if not found:
        return None
    if missing := [name for name in NAMES if name not in found]:
        raise Trouble(
            f"{' and '.join(missing)} {'is' if len(missing) == 1 else 'are'} missing: set all of {', '.join(NAMES)}, "
            "or none of them and ./bus up starts its own servers."
        )
    return found
