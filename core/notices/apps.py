from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """The outbox: in-app notices and mail."""

    name = "core.notices"
    label = "notices"
