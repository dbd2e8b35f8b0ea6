"""Drafts that have had their fourteen days go; a function of the database takes them, since no job sees a child."""

from django.db import connection

from core.access import fading


def register() -> None:
    fading.register("sip_draft", _drafts_go)


def _drafts_go() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT access.old_drafts_go()")
        return cursor.fetchone()[0]
