from django.apps import AppConfig


class FollowupConfig(AppConfig):
    """The year's figures and the report made of them."""

    name = "followup"
    label = "followup"

    def ready(self):
        from core.textguard import names_no_child

        names_no_child("followup")
        from core.audit import acts
        from core.notices import about, kinds
        from core.ui import badges, registry
        from followup import start

        acts.register(start.ACTS)
        kinds.register(*start.NOTICES)
        about.register("followup.annualfollowup", start.describe_follow_ups)
        about.register("followup.compilation", start.describe_compilations)
        about.register("followup.patterncount", start.describe_patterns)
        about.register("followup.reportjob", start.describe_jobs)
        about.register("followup.parked", start.describe_parked)
        registry.menu.add(start.MENU)
        registry.duties.add(start.duties)
        badges.add("ok", "reported", "analysed_regional")
        badges.add("now", "queued", "running")
