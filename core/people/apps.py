from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Users, persons, dated role assignments, sign-in."""

    name = "core.people"
    label = "people"

    def ready(self):
        from core.people import checks, menu, restructured  # noqa: F401

        restructured.register()
