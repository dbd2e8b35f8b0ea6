"""Telling people: `notify` writes rows in the act's transaction; a task sends the mail afterwards. [security 11]

The name is loaded when first asked for, since it needs the models.
"""

from typing import Any

__all__ = ["notify"]


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(name)
    from core.notices import services

    return getattr(services, name)
