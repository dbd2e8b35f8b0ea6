from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    """Principals, units, districts and areas, all dated: who is responsible for what and where."""

    name = "core.organisations"
    label = "organisations"

    def ready(self):
        from core.organisations import declared, menu, overrides  # noqa: F401
        from core.organisations.administration.log import profile_loaded
        from core.organisations.restructuring import saying
        from core.regions import cache, loading

        saying.register()
        cache.overrides_from(overrides.in_force)
        loading.register(*declared.KEYS, check=declared.check, apply=declared.apply)
        if profile_loaded not in loading.after_load:
            loading.after_load.append(profile_loaded)
