"""Several of Django's commands in one process: python -m ops.commands migrate -- load_region FILE -- …"""

import os
import sys
from itertools import groupby


def main(words: list[str]) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bus_portal.settings")
    import django
    from django.core.management import call_command

    django.setup()
    for is_break, group in groupby(words, key=lambda word: word == "--"):
        if not is_break:
            call_command(*group)


if __name__ == "__main__":
    main(sys.argv[1:])
