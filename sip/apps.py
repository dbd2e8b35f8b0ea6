from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SipConfig(AppConfig):
    """Collaboration around one child."""

    name = "sip"

    def ready(self):
        from core.audit import acts
        from core.notices import about, kinds
        from core.ui import badges, registry
        from sip import notices, start
        from sip.acts import ACTS
        from sip.children.added import SECTIONS
        from sip.deviating import after_deviation
        from sip.extracts import start as extracts
        from sip.family.routes import sees_to_texts
        from sip.lss import page as lss
        from sip.lss import start as lss_owed
        from sip.placements import page as placements
        from sip.placements import start as placed
        from sip.plans import start as plans
        from sip.refusals.policies import sees_pattern
        from sip.retention import start as retention
        from sip.surveys.policies import sees_figures
        from sip.takeover import start as takeover
        from sip.takeover.policies import leads_unit
        from sip.takeover.rows import describe_takeovers
        from sip.time_enquiry import start as times
        from sip.time_enquiry.rows import describe_questions
        from sip.transitions import page as transitions

        acts.register(ACTS)
        kinds.register(*notices.KINDS)
        about.register("case", notices.describe_cases)
        about.register("takeover", describe_takeovers)
        about.register("time question", describe_questions)
        registry.menu.add(
            registry.MenuEntry(_("Barn och planer"), "sip:case_list", start.works_with_cases, 40, "sip:child_list")
        )
        registry.menu.add(
            registry.MenuEntry(_("Texter till familjen"), "sip:family_languages", sees_to_texts, 830, "sip:sheet_list")
        )
        registry.menu.add(registry.MenuEntry(_("Familjernas svar"), "sip:survey_results", sees_figures, 65))
        registry.menu.add(registry.MenuEntry(_("Utan ansvarig"), "sip:takeover_list", leads_unit, 45))
        registry.menu.add(registry.MenuEntry(_("Nej till SIP"), "sip:refusal_pattern", sees_pattern, 66))
        registry.menu.add(registry.MenuEntry(_("Barn och planer"), "sip:plan_list", plans.works_with_plans_only, 40))
        registry.duties.add(start.duties)
        registry.duties.add(times.duties)
        registry.duties.add(plans.duties)
        registry.duties.add(start.births)
        registry.start_page.add(start.find_child)
        registry.start_page.add(start.my_cases)
        registry.start_page.add(plans.my_plans)
        badges.add("now", "ongoing", "meeting_held")
        badges.add("stopped", "ended")
        registry.duties.add(placed.duties)
        registry.duties.add(lss_owed.duties)
        registry.duties.add(retention.duties)
        registry.duties.add(takeover.duties)
        registry.menu.add(registry.MenuEntry(_("Gallring"), "sip:retention_list", retention.decides_on_deletion, 820))
        registry.duties.add(extracts.duties)
        registry.menu.add(registry.MenuEntry(_("Utdrag"), "sip:extract_list", retention.decides_on_deletion, 815))
        badges.add("soon", "built")
        badges.add("now", "read")
        badges.add("ok", "handed_out")
        badges.add("stopped", "revoked")
        badges.add("now", "first_approved")
        badges.add("stopped", "executed", "rejected", "lapsed")
        badges.add("soon", "proposed", "owed")
        registry.start_page.add(placed.mine)
        SECTIONS.add(placements.child_section)
        SECTIONS.add(lss.child_section)
        SECTIONS.add(transitions.child_section)
        registry.after_deviation.add(after_deviation)
