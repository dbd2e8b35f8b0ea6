from django.apps import AppConfig
from django.core.signals import request_started


class AccessConfig(AppConfig):
    """Who may reach what: context, row security, route table, start-up checks."""

    name = "core.access"
    label = "access"

    def ready(self):
        from core.access import alive, checks  # noqa: F401

        request_started.connect(alive.close_dead, dispatch_uid="core.access.alive")
