"""Several of Django's commands in one process: python -m ops.commands migrate -- load_region FILE -- …"""

import gc
import os
import sys
from functools import cache
from itertools import groupby


def main(words: list[str]) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bus_portal.settings")
    import django

    django.setup()
    for is_break, group in groupby(words, key=lambda word: word == "--"):
        if not is_break:
            _call(*group)


def _call(name: str, *words: str) -> None:
    """Migrating builds and drops thousands of model classes: a fifth of its time is looking for garbage.

    A sixth is looking up, for each key of each of them, whether it points at a model that settings may swap: that is
    the portal's own models, which stay the same, and is remembered.
    """
    from django.apps import apps
    from django.core.management import call_command

    if name == "migrate":
        gc.disable()
        apps.get_swappable_settings_name = cache(apps.get_swappable_settings_name)  # type: ignore[method-assign]
    call_command(name, *words)
    gc.enable()


if __name__ == "__main__":
    main(sys.argv[1:])
