from django.apps import AppConfig


class GroupsConfig(AppConfig):
    """Forums as a tree per area, who sits in them and what is missing."""

    name = "groups"
    label = "groups"
