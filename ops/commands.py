"""Several of Django's commands in one process: python -m ops.commands migrate -- load_region FILE -- …"""

import os
import sys
from contextlib import nullcontext
from itertools import groupby


def main(words: list[str]) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bus_portal.settings")
    import django

    django.setup()
    for is_break, group in groupby(words, key=lambda word: word == "--"):
        if not is_break:
            _call(*group)


def _call(name: str, *words: str) -> None:
    from django.core.management import call_command

    from ops.migrating import sparing

    with sparing() if name == "migrate" else nullcontext():
        call_command(name, *words)


if __name__ == "__main__":
    main(sys.argv[1:])
