from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


def area_decided(override, by):
    """An area got its own deadlines: its rules follow from the same day."""
    from core.obligations import rules

    if override.key == "deadlines":
        rules.load_area_rules(override.region_id, override.area_id, override.valid_from)


class ObligationsConfig(AppConfig):
    """The clock: rules, obligations, proofs."""

    name = "core.obligations"
    label = "obligations"

    def ready(self):
        from core.notices import about
        from core.obligations import describing, owed, policies, rules
        from core.organisations import overrides
        from core.regions import loading
        from core.ui import registry

        if rules.load_rules not in loading.after_load:
            loading.after_load.append(rules.load_rules)
        if area_decided not in overrides.after_decision:
            overrides.after_decision.append(area_decided)
        registry.duties.add(owed.duties)
        entry = registry.MenuEntry(
            _("Frister"), "obligations:overview", shown_to=policies.can_see_operations, order=830
        )
        registry.menu.add(entry)
        about.register("obligation", describing.obligations)
        about.register("district", describing.districts)
