from django.apps import AppConfig


class DemoConfig(AppConfig):
    """Commands that fill an empty portal with invention."""

    name = "demo"
