from django.apps import AppConfig


class GroupsConfig(AppConfig):
    """Forums as a tree per area, who sits in them and what is missing."""

    name = "groups"
    label = "groups"

    def ready(self):
        from core.audit import acts
        from core.ui import registry
        from groups import start

        acts.register(start.ACTS)
        registry.menu.add(start.MENU)
        registry.duties.add(start.vacancies)
        registry.start_page.add(start.own_groups)
