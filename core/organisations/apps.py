from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    """Principals, units, districts and areas, all dated: who is responsible for what and where."""

    name = "core.organisations"
    label = "organisations"
