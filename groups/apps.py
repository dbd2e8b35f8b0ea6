from django.apps import AppConfig


class GroupsConfig(AppConfig):
    """Forums as a tree per area, who sits in them and what is missing."""

    name = "groups"
    label = "groups"

    def ready(self):
        from core.textguard import names_no_child

        names_no_child("groups")
        self._fill_core()
        self._fill_from_parts()
        self._make_known()

    def _fill_core(self):
        """The menu, the start page, the search and what happens when a region is loaded."""
        from core.organisations import overrides
        from core.regions import loading
        from core.ui import registry
        from groups import declared, found, leaving, restructured, start
        from groups.meetings import start as meetings

        if declared.after_load not in loading.after_load:
            loading.after_load.append(declared.after_load)
        if declared.decided not in overrides.after_decision:
            overrides.after_decision.append(declared.decided)
        if declared.leads_to not in overrides.leads_to:
            overrides.leads_to.append(declared.leads_to)
        restructured.register()
        leaving.register()
        for kind in found.KINDS:
            registry.search.add(kind)
        for entry in (start.MENU, meetings.MENU):
            registry.menu.add(entry)
        for section in (start.own_groups, meetings.meetings_ahead):
            registry.start_page.add(section)
        registry.duties.add(start.vacancies)

    def _fill_from_parts(self):
        """The words for each part's acts and notices, and what it owes."""
        from core.audit import acts
        from core.notices import about, kinds
        from core.ui import registry
        from groups.agreements import start as agreements
        from groups.assignments import start as tasks
        from groups.evaluation import start as evaluation
        from groups.headings import start as headings
        from groups.interests import start as interests
        from groups.lifting import start as lifting
        from groups.meetings import start as meetings
        from groups.news import start as news
        from groups.polls import start as polls
        from groups.proposals import start as proposals
        from groups.receipts import start as receipts
        from groups.routines import start as routines
        from groups.seats import start as seats
        from groups.surveys import start as surveys
        from groups.trainings import start as trainings
        from groups.voices import start as voices
        from groups.year import start as year

        parts = (meetings, headings, evaluation, interests, tasks, lifting, agreements, seats, routines, receipts, year)
        for part in (*parts, news, polls, proposals, trainings, voices, surveys):
            acts.register(part.ACTS)
            kinds.register(*part.NOTICES)
            for key, describe in part.DESCRIBES.items():
                about.register(key, describe)
            for owed in part.DUTIES:
                registry.duties.add(owed)

    def _make_known(self):
        """What its forum makes known to its members."""
        from groups.agreements import page as agreement_page
        from groups.news import published as news
        from groups.receipts import published
        from groups.routines import page as routine_page

        for kind in (agreement_page.PUBLISHED, routine_page.PUBLISHED, news.PUBLISHED):
            published.register(kind)
