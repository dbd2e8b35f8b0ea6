from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class UiConfig(AppConfig):
    """Pages and components. Knows no other app: they come to it through `core.ui.registry`."""

    name = "core.ui"
    label = "ui"

    def ready(self):
        from core.ui import registry

        registry.menu.add(registry.MenuEntry(_("Översikt"), "core:start", order=0))
