from django.apps import AppConfig


class DeviationsConfig(AppConfig):
    """Deviation reports and the ladder they climb."""

    name = "deviations"
    label = "deviations"

    def ready(self):
        from core.audit import acts
        from core.notices import about, kinds
        from core.ui import badges, registry
        from deviations import fading, start

        acts.register(start.ACTS)
        fading.register()
        kinds.register(*start.NOTICES)
        about.register("deviations.deviationreport", start.describe)
        for entry in start.MENU:
            registry.menu.add(entry)
        registry.duties.add(start.duties)
        registry.search.add(start.SEARCH)
        badges.add("soon", "principled", "in_local_group", "in_preparatory_group", "with_managers")
        badges.add("now", "raised_to_bussam", "in_regional_group", "in_managers_forum", "in_political_forum")
        badges.add("now", "assignment_created")
