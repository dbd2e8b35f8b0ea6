from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FindingConfig(AppConfig):
    """One search over what one may read; what there is to find, apps say in `core.ui.registry.search`."""

    name = "core.finding"
    label = "finding"

    def ready(self):
        from core.audit import acts
        from core.finding.saving import new_url, saved_on
        from core.ui import registry

        acts.register(
            {
                "list.exported": _("Hämtade en lista som fil"),
                "filter.saved": _("Sparade ett urval på en lista"),
                "filter.removed": _("Tog bort ett sparat urval"),
            }
        )
        registry.saved_filters.set(registry.Saving(saved_on, new_url))
