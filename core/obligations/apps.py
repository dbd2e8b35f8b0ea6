from django.apps import AppConfig


class ObligationsConfig(AppConfig):
    """The clock: rules, obligations, proofs."""

    name = "core.obligations"
    label = "obligations"

    def ready(self):
        from core.notices import about
        from core.obligations import describing, owed, rules
        from core.regions import loading
        from core.ui import registry

        if rules.load_rules not in loading.after_load:
            loading.after_load.append(rules.load_rules)
        registry.duties.add(owed.duties)
        about.register("obligation", describing.obligations)
        about.register("district", describing.districts)
