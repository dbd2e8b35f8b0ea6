from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Users, persons, dated role assignments, sign-in."""

    name = "core.people"
    label = "people"
