"""Words for what is done with the register of trainings. [F50]"""

from django.utils.translation import gettext_lazy

ACTS = {
    "training.noted": gettext_lazy("Noterade en utbildning eller gemensam aktivitet"),
    "training.removed": gettext_lazy("Tog bort en noterad utbildning eller aktivitet"),
    "course.confirmed": gettext_lazy("Noterade hur många som har gått webbkursen om SIP"),
}
NOTICES: tuple = ()
DESCRIBES: dict = {}
DUTIES: tuple = ()
