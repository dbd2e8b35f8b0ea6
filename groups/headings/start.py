"""Words for what is done with a group's standing headings. [F32]"""

from django.utils.translation import gettext_lazy

ACTS = {
    "standing_heading.added": gettext_lazy("Lade till en stående punkt i en grupp"),
    "standing_heading.changed": gettext_lazy("Ändrade en stående punkt i en grupp"),
    "standing_heading.put_elsewhere": gettext_lazy("Flyttade en stående punkt i en grupp"),
    "standing_heading.ended": gettext_lazy("Tog bort en stående punkt i en grupp"),
}
NOTICES: tuple = ()
DESCRIBES: dict = {}
DUTIES: tuple = ()
