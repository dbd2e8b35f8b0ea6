"""Two regions: one with steering, working group and individual forum, one with a single managers' group."""

from types import SimpleNamespace

from core.roles import Role
from tests.database import as_loader
from tests.groups import build as b
from tests.kept import kept


def make_north() -> SimpleNamespace:
    region = b.make_region("norr")
    profile = b.make_profile(region, "stockholm")
    city = b.make_principal(region, "Norrstad")
    care = b.make_principal(region, "Regionen Norr", kind="region")
    east, west = (b.make_district(region, city, name) for name in ("Öster", "Väster"))
    area = b.make_area(region, "Öster och Väster", [east, west])
    other = b.make_area(region, "Söder", [b.make_district(region, city, "Söder")])
    bussam = b.make_forum(region, "regional_group", label="BUSSAM")
    steering = b.make_forum(region, "steering_group", area=area, parent=bussam, label="Styrgrupp", led_by="group_chair")
    working = b.make_forum(region, "working_group", area=area, parent=steering, label="Arbetsgrupp")
    forums = [
        b.make_forum(region, "individual_forum", area=area, district=d, parent=steering, label="Individforum",
                     led_by="forum_convenor")
        for d in (east, west)
    ]  # fmt: skip
    elsewhere = b.make_forum(
        region, "steering_group", area=other, parent=bussam, label="Styrgrupp", led_by="group_chair"
    )
    social = b.make_unit(region, city, "Socialtjänsten Öster", "social_services", district=east)
    school = b.make_unit(region, city, "Österskolan", "school", district=east)
    bup = b.make_unit(region, care, "BUP Norr", "bup", serves=[area, other])
    chair = b.make_assignment(region, Role.GROUP_CHAIR, "Karin Ordförande", unit=social, area=area)
    convenor = b.make_assignment(region, Role.FORUM_CONVENOR, "Kim Kallar", unit=social, district=east)
    b.make_member(steering, chair)
    return SimpleNamespace(**locals())


def make_south(of: str = "vastmanland") -> SimpleNamespace:
    region = b.make_region("soder")
    profile = b.make_profile(region, of)
    towns = [b.make_principal(region, name) for name in ("Alby", "Boby", "Ceby")]
    care = b.make_principal(region, "Regionen Söder", kind="region")
    districts = [b.make_district(region, town, town.name) for town in towns]
    area = b.make_area(region, "Länsdel ett", districts)
    group = b.make_forum(region, "local_group", area=area, label="BUS-grupp", led_by="group_coordinator")
    return SimpleNamespace(**locals())


@kept
def north() -> SimpleNamespace:
    with as_loader():
        return make_north()


@kept
def south() -> SimpleNamespace:
    with as_loader():
        return make_south()
