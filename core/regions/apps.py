from django.apps import AppConfig
from django.db.backends.signals import connection_created


class RegionsConfig(AppConfig):
    """Regions (tenants), their profiles and legal references: what differs between counties is data."""

    name = "core.regions"
    label = "regions"

    def ready(self):
        from core.regions import cache

        connection_created.connect(cache.listen, dispatch_uid="core.regions.cache.listen")
