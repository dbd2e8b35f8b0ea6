from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

COUNTED = ("deadlines", "meetings_min", "term_boundaries", "legal_references")  # keys that the rules are made of


def decided(override, by):
    """An area or the region has decided something that the clock counts by: the rules follow from the same day."""
    from core.obligations import rules

    if override.key.partition(".")[0] not in COUNTED:
        return
    if override.area_id is None:
        rules.load_rules_from(override.region_id, override.valid_from)
    else:
        rules.load_area_rules(override.region_id, override.area_id, override.valid_from)


def leads_to(acting, area, key):
    """A rule that changes changes no clock that runs. [facts 9.2]"""
    if key.partition(".")[0] in COUNTED:
        yield _("Frister som redan löper behåller sin tid. De som börjar från och med dagen räknas på det nya sättet.")


class ObligationsConfig(AppConfig):
    """The clock: rules, obligations, proofs."""

    name = "core.obligations"
    label = "obligations"

    def ready(self):
        from core.notices import about
        from core.obligations import describing, owed, policies, restructured, rules
        from core.obligations.catalogue import catalogue
        from core.organisations import overrides
        from core.regions import loading, presenting
        from core.ui import registry

        presenting.deadline_titles.update((code, row["title"]) for code, row in catalogue().items())
        if rules.load_rules not in loading.after_load:
            loading.after_load.append(rules.load_rules)
        if decided not in overrides.after_decision:
            overrides.after_decision.append(decided)
        if leads_to not in overrides.leads_to:
            overrides.leads_to.append(leads_to)
        restructured.register()
        registry.duties.add(owed.duties)
        entry = registry.MenuEntry(
            _("Frister"), "obligations:overview", shown_to=policies.can_see_operations, order=830
        )
        registry.menu.add(entry)
        about.register("obligation", describing.obligations)
        about.register("district", describing.districts)
