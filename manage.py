#!/usr/bin/env python
"""Django's own commands; `./bus manage` runs them against the running portal."""

import os
import sys

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bus_portal.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)
