"""Give the database the key that proves a context; the old one stays valid until the next change. [security 12]"""

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import connection, transaction

BLOCK = 64  # SHA-256's block, in bytes


def pads(key: bytes) -> tuple[bytes, bytes]:
    """HMAC's inner and outer key, so that the database needs nothing but sha256()."""
    padded = key.ljust(BLOCK, b"\0")
    return bytes(byte ^ 0x36 for byte in padded), bytes(byte ^ 0x5C for byte in padded)


class Command(BaseCommand):
    help = "Install BUS_CONTEXT_KEY in the database; run as bus_migrate."

    def handle(self, **options):
        inner, outer = pads(bytes.fromhex(settings.CONTEXT_KEY))
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL ROLE bus_policy")
            cursor.execute("SELECT inner_pad FROM access.context_key WHERE slot = 'current'")
            found = cursor.fetchone()
            if found and bytes(found[0]) == inner:
                return
            cursor.execute("DELETE FROM access.context_key WHERE slot = 'previous'")
            cursor.execute("UPDATE access.context_key SET slot = 'previous' WHERE slot = 'current'")
            cursor.execute(
                "INSERT INTO access.context_key (slot, inner_pad, outer_pad) VALUES ('current', %s, %s)",
                [inner, outer],
            )
        self.stdout.write("The context key is installed.")
