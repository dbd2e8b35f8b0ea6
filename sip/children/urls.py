"""Addresses of a child's record. Included in the child level's own under /barn/."""

from django.urls import path, re_path

from core.ui.addresses import UUID
from sip.children.forms.facts import PARTS
from sip.children.views import births, children, facts, guardians, persons

urlpatterns = [
    path("", children.child_list, name="child_list"),
    path("sok/", children.child_search, name="child_search"),
    path("ny/", children.child_new, name="child_new"),
    path("ny/vantat/", births.child_expected, name="child_expected"),
    path("<uuid:pk>/", children.child_detail, name="child_detail"),
    re_path(f"^(?P<pk>{UUID})/andra/(?P<part>{'|'.join(PARTS)})/$", facts.child_edit, name="child_edit"),
    path("<uuid:pk>/fott/", births.birth_note, name="birth_note"),
    path("<uuid:pk>/vantas-inte/", births.expectation_end, name="expectation_end"),
    path("<uuid:pk>/nummer/", facts.number_add, name="number_add"),
    path("nummer/<uuid:pk>/avsluta/", facts.number_end, name="number_end"),
    path("nummerbyten/<uuid:pk>/", facts.number_decide, name="number_decide"),
    path("<uuid:pk>/vardnadshavare/", guardians.guardian_add, name="guardian_add"),
    path("vardnadshavare/<uuid:pk>/", guardians.guardian_edit, name="guardian_edit"),
    path("vardnadshavare/<uuid:pk>/avsluta/", guardians.guardian_end, name="guardian_end"),
    path("vardnadshavare/<uuid:pk>/sparra/", guardians.bar_add, name="bar_add"),
    path("sparrar/<uuid:pk>/hav/", guardians.bar_end, name="bar_end"),
    path("<uuid:pk>/narstaende/", persons.person_add, name="person_add"),
    path("narstaende/<uuid:pk>/", persons.person_edit, name="person_edit"),
    path("narstaende/<uuid:pk>/ta-bort/", persons.person_end, name="person_end"),
    path("<uuid:pk>/skydd/", persons.protection_add, name="protection_add"),
    path("<uuid:pk>/skyddade-uppgifter/", persons.child_protected, name="child_protected"),
    path("skydd/<uuid:pk>/avsluta/", persons.protection_end, name="protection_end"),
]
