from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    """Principals, units, districts and areas, all dated: who is responsible for what and where."""

    name = "core.organisations"
    label = "organisations"

    def ready(self):
        from core.organisations import declared, overrides
        from core.regions import cache, loading

        cache.overrides_from(overrides.in_force)
        loading.register(*declared.KEYS, check=declared.check, apply=declared.apply)
