from django.apps import AppConfig


class AuditConfig(AppConfig):
    """The log, its seals, the reviewer's page."""

    name = "core.audit"
    label = "audit"

    def ready(self):
        from core.audit import checks, menu  # noqa: F401
