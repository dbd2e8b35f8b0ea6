from django.apps import AppConfig


class AccessConfig(AppConfig):
    """Who may reach what: context, row security, route table, start-up checks."""

    name = "core.access"
    label = "access"

    def ready(self):
        from core.access import checks  # noqa: F401
