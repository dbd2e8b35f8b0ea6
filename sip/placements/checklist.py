"""What is seen to so that school and care go on unbroken, by phase. Order is the page's. [F94, P-61..P-66]"""

from django.utils.translation import gettext_lazy as _

from sip.placements.states import Phase

STEPS = {
    Phase.BEFORE: {  # [004:L1089-1149]
        "guardian_takes_part": _("Vårdnadshavaren deltar i planeringen"),
        "school_takes_part": _("Förskolan eller skolan deltar i planeringen"),
        "health_takes_part": _("Hälso- och sjukvården deltar i planeringen"),
        "dental_takes_part": _("Tandvården deltar i planeringen"),
        "residence_known": _("De som berörs vet var barnet ska bo"),
        "school_place": _("Barnet har en plats i skolan eller förskolan från första dagen"),
        "care_goes_on": _("Pågående vård har en mottagare där barnet ska bo"),
        "information_moved": _("Varje verksamhet har fört över uppgifter inom sin egen organisation"),
    },
    Phase.DURING: {  # [004:L1176-1196]
        "schooling_followed": _("Skolgången är följd upp"),
        "health_followed": _("Barnets hälsa och tandhälsa är följd upp"),
        "exam_offered": _("Det är följt upp att hälsoundersökning har erbjudits"),  # DL-38
        "sip_says_how": _("SIP beskriver hur samverkan sker under placeringen"),
    },
    Phase.RE_PLACEMENT: {  # [004:L1198-1200]: as for a new placement
        "school_takes_part": _("Förskolan eller skolan deltar i planeringen"),
        "health_takes_part": _("Hälso- och sjukvården deltar i planeringen"),
        "dental_takes_part": _("Tandvården deltar i planeringen"),
        "residence_known": _("De som berörs vet var barnet ska bo"),
        "school_goes_on": _("Skolgången fortsätter utan avbrott"),
        "care_goes_on": _("Vården fortsätter utan avbrott"),
    },
    Phase.END: {  # [004:L1202-1214]
        "school_goes_on": _("Skolgången fortsätter utan avbrott"),
        "care_goes_on": _("Vården fortsätter utan avbrott"),
        "sip_renewed": _("SIP är uppföljd eller gjord på nytt"),
        "receivers_known": _("De som tar vid är utsedda och familjen vet vilka de är"),
    },
}
