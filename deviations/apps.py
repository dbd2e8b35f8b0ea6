from django.apps import AppConfig


class DeviationsConfig(AppConfig):
    """Deviation reports and the ladder they climb."""

    name = "deviations"
    label = "deviations"
