"""BUS areas and school areas, what lies in them and who serves them, day by day. [S-04..S-06]"""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core.access.models import RegionRow
from core.organisations.choices import LinkKind
from core.organisations.models.units import Dated, District, Unit
from core.regions.models import ends_after_start, never_twice


class Area(Dated):
    """BUS-område: the geographic area of one local BUS group; an area that has ended keeps its figures. [G-093]"""

    code = models.SlugField(max_length=80)
    name = models.CharField(_("Namn"), max_length=150)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["region", "code"], name="area_code_once"),
            ends_after_start("area_ends_after_it_starts"),
        ]

    def __str__(self):
        return self.name


class AreaLink(RegionRow):
    """That one area came from another on a day, the successor's first. [S-04]"""

    predecessor = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="links_onward")
    successor = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="links_back")
    kind = models.CharField(_("Slag"), max_length=10, choices=LinkKind.choices)
    on = models.DateField(_("Dag"))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["predecessor", "successor"], name="area_link_once"),
            models.CheckConstraint(condition=~Q(predecessor=F("successor")), name="area_link_between_two"),
        ]

    def __str__(self):
        return f"{self.predecessor_id} → {self.successor_id}"


class AreaDistrict(Dated):
    """The districts of an area; a district lies in one area at a time. [S-06]"""

    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="district_rows")
    district = models.ForeignKey(District, on_delete=models.PROTECT, related_name="area_rows")

    class Meta:
        constraints = [
            ends_after_start("area_district_ends_after_it_starts"),
            never_twice("district_in_one_area_at_a_time", "region", "district"),
        ]

    def __str__(self):
        return f"{self.area_id}: {self.district_id}"


class AreaService(Dated):
    """That a unit serves an area; a clinic serves many, also outside its own city. [S-05]"""

    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="service_rows")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="service_rows")

    class Meta:
        constraints = [
            ends_after_start("area_service_ends_after_it_starts"),
            never_twice("unit_serves_area_once", "region", "area", "unit"),
        ]

    def __str__(self):
        return f"{self.area_id}: {self.unit_id}"


class SchoolArea(Dated):
    """Grundskoleområde: the education administration's own geography, not the BUS areas'. [G-029]"""

    number = models.PositiveSmallIntegerField(_("Nummer"))
    name = models.CharField(_("Namn"), max_length=150)

    class Meta:
        constraints = [
            ends_after_start("school_area_ends_after_it_starts"),
            never_twice("school_area_number_once", "region", "number"),
        ]

    def __str__(self):
        return self.name


class SchoolAreaDistrict(Dated):
    """Which districts a school area touches; a district may lie in several. [X-42]"""

    school_area = models.ForeignKey(SchoolArea, on_delete=models.PROTECT, related_name="district_rows")
    district = models.ForeignKey(District, on_delete=models.PROTECT, related_name="school_area_rows")

    class Meta:
        constraints = [
            ends_after_start("school_area_district_ends_after_it_starts"),
            never_twice("district_in_school_area_once", "region", "school_area", "district"),
        ]

    def __str__(self):
        return f"{self.school_area_id}: {self.district_id}"
