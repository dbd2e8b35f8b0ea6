from django.apps import AppConfig


class GroupsConfig(AppConfig):
    """Forums as a tree per area, who sits in them and what is missing."""

    name = "groups"
    label = "groups"

    def ready(self):
        from core.audit import acts
        from core.notices import about, kinds
        from core.organisations import overrides
        from core.regions import loading
        from core.ui import registry
        from groups import declared, found, start
        from groups.agreements import page as agreement_page
        from groups.agreements import start as agreements
        from groups.assignments import start as tasks
        from groups.meetings import start as meetings
        from groups.receipts import page as reading
        from groups.receipts import published
        from groups.receipts import start as receipts
        from groups.routines import page as routine_page
        from groups.routines import start as routines
        from groups.seats import start as seats
        from groups.year import start as year

        if declared.after_load not in loading.after_load:
            loading.after_load.append(declared.after_load)
        if declared.area_decided not in overrides.after_decision:
            overrides.after_decision.append(declared.area_decided)
        for kind in found.KINDS:
            registry.search.add(kind)
        registry.menu.add(start.MENU)
        registry.duties.add(start.vacancies)
        registry.start_page.add(start.own_groups)
        acts.register(meetings.ACTS)
        kinds.register(*meetings.NOTICES)
        about.register("groups.meeting", meetings.describe)
        registry.menu.add(meetings.MENU)
        registry.duties.add(meetings.duties)
        registry.start_page.add(meetings.meetings_ahead)
        acts.register(tasks.ACTS)
        kinds.register(*tasks.NOTICES)
        about.register("groups.task", tasks.describe)
        registry.duties.add(tasks.duties)
        acts.register(agreements.ACTS)
        kinds.register(*agreements.NOTICES)
        about.register("groups.agreement", agreements.describe)
        registry.duties.add(agreements.duties)
        acts.register(seats.ACTS)
        kinds.register(*seats.NOTICES)
        about.register("groups.forum", seats.describe)
        registry.duties.add(seats.duties)
        acts.register(routines.ACTS)
        kinds.register(*routines.NOTICES)
        about.register("groups.routineversion", routines.describe)
        registry.duties.add(routines.duties)
        acts.register(receipts.ACTS)
        kinds.register(*receipts.NOTICES)
        registry.duties.add(reading.duties)
        acts.register(year.ACTS)
        kinds.register(*year.NOTICES)
        about.register("groups.actionplan", year.describe)
        about.register("groups.obstacle", year.describe_obstacle)
        registry.duties.add(year.plans_missing)
        registry.duties.add(year.activities_due)
        registry.duties.add(year.obstacles_due)
        registry.duties.add(year.needs_due)
        published.register(agreement_page.PUBLISHED)
        published.register(routine_page.PUBLISHED)
