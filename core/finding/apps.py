from django.apps import AppConfig


class FindingConfig(AppConfig):
    """One search over what one may read; what there is to find, apps say in `core.ui.registry.search`."""

    name = "core.finding"
    label = "finding"
