from django.apps import AppConfig


class UiConfig(AppConfig):
    """Pages and components. Knows no other app: they come to it through `core.ui.registry`."""

    name = "core.ui"
    label = "ui"
