from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NoticesConfig(AppConfig):
    """The outbox: in-app notices and mail."""

    name = "core.notices"
    label = "notices"

    def ready(self):
        from core.notices import reading
        from core.ui import registry

        registry.start_page.add(reading.news)
        registry.menu.add(registry.MenuEntry(_("Besked"), "notices:list", order=90))
