from django.apps import AppConfig


class SipConfig(AppConfig):
    """Collaboration around one child."""

    name = "sip"

    def ready(self):
        from core.regions import loading
        from sip import restructured, shown
        from sip.disclosures import services as disclosures
        from sip.drafts import fading
        from sip.placements import receipts
        from sip.surveys import declared

        shown.register()
        fading.register()
        restructured.register()
        loading.register(declared.KEY, check=declared.check)
        if receipts.tell_taken_in not in disclosures.after_filing:
            disclosures.after_filing.append(receipts.tell_taken_in)
