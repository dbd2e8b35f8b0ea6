"""Floor (e) by django-guardian: rows found by grants on single objects, as documented. [perf 1, gate 13]"""

from django.db.models import Exists, OuterRef
from guardian.shortcuts import get_objects_for_user

from bench.floors import listed
from bench.models import DirectCase, DirectGroupGrant, DirectUserGrant


def generic(request):
    """(e1) By generic grants."""
    return listed(request, get_objects_for_user(request.user, "bench.view_benchcase"))


def direct(request):
    """(e2) By direct foreign keys."""
    return listed(request, get_objects_for_user(request.user, "bench.view_directcase"))


def by_hand(request):
    """(e3) Two EXISTS on the direct tables and the tenant's filter, written by hand."""
    mine = {"content_object_id": OuterRef("pk"), "permission__codename": "view_directcase"}
    by_user = Exists(DirectUserGrant.objects.filter(**mine, user=request.user))
    by_group = Exists(DirectGroupGrant.objects.filter(**mine, group__in=request.user.groups.all()))
    return listed(request, DirectCase.objects.filter(by_user | by_group, region_id=request.acting.region_id))
