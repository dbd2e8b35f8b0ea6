from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SipConfig(AppConfig):
    """Collaboration around one child."""

    name = "sip"

    def ready(self):
        from core.audit import acts
        from core.notices import about, kinds
        from core.ui import registry
        from sip import notices, start
        from sip.acts import ACTS
        from sip.cases.views import after_deviation
        from sip.plans import start as plans

        acts.register(ACTS)
        kinds.register(*notices.KINDS)
        about.register("case", notices.describe_cases)
        registry.menu.add(
            registry.MenuEntry(_("Barn och planer"), "sip:case_list", start.works_with_cases, 40, "sip:child_list")
        )
        registry.menu.add(registry.MenuEntry(_("Barn och planer"), "sip:plan_list", plans.works_with_plans_only, 40))
        registry.duties.add(start.duties)
        registry.duties.add(plans.duties)
        registry.start_page.add(start.my_cases)
        registry.start_page.add(plans.my_plans)
        if hasattr(registry, "after_deviation"):
            registry.after_deviation.add(after_deviation)
