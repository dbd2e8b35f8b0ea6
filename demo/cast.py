"""Who works where in the demo, and which of them have a button at the door."""

from dataclasses import dataclass

from core.roles import Role

HOME = "rinkeby-kista-spanga-tensta"  # the area whose story the demo tells in full


@dataclass(frozen=True)
class Part:
    """An assignment to be made. Places are codes of the region's file; `button` puts it at the demo's door."""

    role: str
    unit: str = ""
    area: str = ""
    district: str = ""
    title: str = ""
    has_mandate: bool = False
    button: str = ""
    note: str = ""
    forums: tuple[str, ...] = ()
    principal: str = ""  # that of the unit
    seated: str = ""  # the area whose forums these are, for whoever has no area of their own


RINKEBY, SPANGA = "rinkeby-kista", "spanga-tensta"
YOUTH, CHILDREN = "ungdomsenheten-rinkeby-kista", "barn-och-ungdomsenheten-spanga-tensta"

STOCKHOLM = (
    Part(
        Role.CASEWORKER,
        unit="granbacksskolan",
        title="Specialpedagog",
        button="Handläggare i skolan",
        note="Uppmärksammar ett behov och lyfter det till individforum",
    ),
    Part(
        Role.SCHOOL_PRINCIPAL_HEAD,
        unit="granbacksskolan",
        title="Rektor",
        has_mandate=True,
        button="Rektor",
        note="Ser skolans ärenden och kallas till möten",
    ),
    Part(
        Role.FORUM_CONVENOR,
        unit=YOUTH,
        district=RINKEBY,
        title="Enhetschef",
        has_mandate=True,
        button="Sammankallande för individforum",
        note="Kallar chefer inom två veckor, skriver protokoll",
    ),
    Part(Role.UNIT_MANAGER, unit=YOUTH, title="Enhetschef", has_mandate=True),
    Part(
        Role.UNIT_MANAGER,
        unit="prima-barn",
        title="Enhetschef",
        has_mandate=True,
        button="Chef inom BUP",
        note="Svarar på kallelser",
    ),
    Part(
        Role.CASEWORKER,
        unit="prima-barn",
        title="Biträdande enhetschef",
        has_mandate=True,
        button="Handläggare inom BUP",
        note="Deltar i planer, ombedd att bli huvudansvarig",
    ),
    Part(
        Role.GROUP_CHAIR,
        unit=YOUTH,
        area=HOME,
        title="Områdeschef",
        has_mandate=True,
        button="Ordförande i styrgruppen",
        note="Styrgruppen, årets uppföljning",
        forums=("steering_group",),
    ),
    Part(
        Role.STEERING_MEMBER,
        unit="prima-barn",
        area=HOME,
        title="Verksamhetschef",
        has_mandate=True,
        button="Ledamot i styrgruppen",
        note="Beslutar i ärenden som lyfts till berörda chefer",
        forums=("steering_group",),
    ),
    Part(
        Role.STEERING_MEMBER,
        unit="grundskoleomrade-1",
        area=HOME,
        title="Grundskolechef",
        has_mandate=True,
        forums=("steering_group",),
    ),
    Part(
        Role.STEERING_MEMBER,
        unit=CHILDREN,
        area=HOME,
        title="Avdelningschef",
        has_mandate=True,
        forums=("steering_group",),
    ),
    Part(
        Role.SECRETARIAT_OFFICER,
        unit="storsthlm-kansli",
        title="Handläggare",
        button="BUSSAM:s sekretariat",
        note="Tar emot avvikelser och svarar",
        forums=("regional_group",),
    ),
    Part(Role.SECRETARIAT_OFFICER, unit="hsf", title="Handläggare"),
    Part(
        Role.REGION_ADMIN,
        unit="storsthlm-kansli",
        title="Systemförvaltare",
        button="Regionens administratör",
        note="Organisation, personer, profil",
    ),
    Part(Role.REGION_ADMIN, unit="hsf", title="Systemförvaltare", button="Regionens andra administratör"),
    Part(
        Role.LOG_REVIEWER,
        unit="granbacksskolan",
        title="Dataskyddssamordnare",
        button="Logggranskare",
        note="Granskar vem som har läst",
    ),
    Part(
        Role.RECORDS_OFFICER,
        principal="granbacksskolan",
        title="Arkivarie",
        button="Arkivansvarig",
        note="Godkänner gallring, två tillsammans",
    ),
    Part(Role.RECORDS_OFFICER, principal="granbacksskolan", title="Registrator", button="Arkivansvarig, den andra"),
    Part(
        Role.POLITICAL_MEMBER,
        unit="storsthlm-kansli",
        title="Ledamot",
        button="Förtroendevald",
        note="Ser uppföljningen, aldrig ett ärende",
        forums=("political_presidium",),
    ),
    # Spånga-Tensta, and more who take part
    Part(Role.CASEWORKER, unit="kvarnangsskolan", title="Kurator"),
    Part(Role.SCHOOL_PRINCIPAL_HEAD, unit="kvarnangsskolan", title="Rektor", has_mandate=True),
    Part(Role.CASEWORKER, unit="ekdungeskolan", title="Specialpedagog"),
    Part(Role.SCHOOL_PRINCIPAL_HEAD, unit="ekdungeskolan", title="Rektor", has_mandate=True),
    Part(Role.FORUM_CONVENOR, unit=CHILDREN, district=SPANGA, title="Enhetschef", has_mandate=True),
    Part(Role.UNIT_MANAGER, unit=CHILDREN, title="Enhetschef", has_mandate=True),
    Part(Role.UNIT_MANAGER, unit="barnenheten-rinkeby-kista", title="Enhetschef", has_mandate=False),
    Part(Role.CASEWORKER, unit="barnenheten-rinkeby-kista", title="Socialsekreterare"),
    Part(Role.WORKING_MEMBER, unit="granbacksskolan", area=HOME, title="Biträdande rektor", forums=("working_group",)),
    Part(Role.WORKING_CONVENOR, unit=YOUTH, area=HOME, title="Enhetschef", forums=("working_group",)),
    Part(Role.REGIONAL_MEMBER, unit="hsf", title="Avdelningschef", has_mandate=True, forums=("regional_group",)),
    Part(
        Role.CASEWORKER,
        unit=YOUTH,
        title="Socialsekreterare",
        button="Handläggare i socialtjänsten",
        note="Skriver och följer upp planer, ansvarar för en placering",
    ),
    # Who comes and goes in the groups
    Part(Role.UNIT_MANAGER, unit="bumm-1", title="Enhetschef", has_mandate=True),
    Part(Role.UNIT_MANAGER, unit="habilitering-1", title="Enhetschef", has_mandate=True),
    Part(Role.INDEPENDENT_SCHOOL_REP, unit="bjorkskolan", title="Rektor"),
    Part(Role.INDEPENDENT_SCHOOL_REP, unit="almskolan", title="Rektor"),
)


def others(area: str, districts: tuple[str, ...], units: dict[str, str]) -> tuple[Part, ...]:
    """The cast of a group one does not see in full: a chair, a convenor and managers for each district."""
    parts: list[Part] = []
    for number, district in enumerate(districts):
        unit = units[district]
        if number == 0:
            parts.append(
                Part(Role.GROUP_CHAIR, unit=unit, area=area, title="Avdelningschef", has_mandate=True,
                     forums=("steering_group",))
            )  # fmt: skip
        parts.append(Part(Role.FORUM_CONVENOR, unit=unit, district=district, title="Enhetschef", has_mandate=True))
        parts.append(Part(Role.UNIT_MANAGER, unit=unit, title="Enhetschef", has_mandate=True))
    return tuple(parts)


VASTMANLAND = (
    Part(Role.CASEWORKER, unit="first:family_services", title="Socialsekreterare",
         button="Handläggare i socialtjänsten",
         note="Ingen väg till individforum finns här"),
    Part(Role.CASEWORKER, unit="first:school", title="Specialpedagog", button="Handläggare i skolan"),
    Part(Role.UNIT_MANAGER, unit="first:bup", title="Enhetschef", has_mandate=True, button="Chef inom BUP",
         seated="first", forums=("local_group",)),
    Part(Role.GROUP_COORDINATOR, unit="first:family_services", area="first", title="Samordnare",
         button="Samordnare för BUS-gruppen", note="Den lokala gruppen, avvikelser", forums=("local_group",)),
    Part(Role.PREP_MEMBER, unit="first:education_administration", title="Skolchef", button="Beredningsgruppen",
         forums=("preparatory_group",)),
    Part(Role.MANAGERS_FORUM_MEMBER, unit="first:family_services", title="Socialchef", button="Chefsforum",
         forums=("managers_forum",)),
    Part(Role.SUPPORT_UNIT_OFFICER, unit="first:support_unit", title="Utredare", button="Verksamheten Välfärd",
         note="Sammanställer uppföljningen"),
    Part(Role.REGION_ADMIN, unit="first:support_unit", title="Systemförvaltare", button="Regionens administratör"),
    Part(Role.REGION_ADMIN, unit="first:support_unit", title="Systemförvaltare"),
    Part(Role.UNIT_MANAGER, unit="first:family_services", title="Enhetschef", has_mandate=True,
         button="Enhetschef i socialtjänsten", note="Löser avvikelser med den andra verksamheten",
         seated="first", forums=("local_group",)),
    Part(Role.SCHOOL_PRINCIPAL_HEAD, unit="first:school", title="Rektor", has_mandate=True,
         seated="first", forums=("local_group",)),
    Part(Role.POLITICAL_MEMBER, unit="first:support_unit", title="Ledamot", button="Förtroendevald",
         note="Ser uppföljningen, aldrig ett ärende", forums=("political_forum",)),
    Part(Role.CASEWORKER, unit="first:bup", title="Kurator"),
    Part(Role.INDEPENDENT_SCHOOL_REP, unit="friskolan-furan", title="Rektor"),
    Part(Role.CASEWORKER, unit="first:child_health", title="Sjuksköterska", button="Sjuksköterska inom barnhälsovården",
         note="Ber första linjen att ta initiativ till en SIP"),
    Part(Role.UNIT_MANAGER, unit="first:first_line_mental_health", title="Enhetschef", has_mandate=True,
         button="Chef på BU-hälsan", note="Första linjen, svarar på en fråga om SIP"),
)  # fmt: skip

# A third county as its profile has it, without a lived story: its groups stand empty but for these.
JAMTLAND = (
    Part(Role.CASEWORKER, unit="first:family_services", title="Socialsekreterare",
         button="Handläggare i socialtjänsten", note="Ett tredje län, utan påhittad historia"),
    Part(Role.CASEWORKER, unit="first:school", title="Specialpedagog"),
    Part(Role.UNIT_MANAGER, unit="first:bup", title="Enhetschef", has_mandate=True,
         seated="first", forums=("local_group",)),
    Part(Role.GROUP_COORDINATOR, unit="first:family_services", area="first", title="Samordnare",
         button="Samordnare för det lokala nätverket", forums=("local_group",)),
    Part(Role.REGION_ADMIN, unit="first:support_unit", title="Systemförvaltare", button="Regionens administratör"),
    Part(Role.REGION_ADMIN, unit="first:support_unit", title="Systemförvaltare"),
)  # fmt: skip

CASTS = {"stockholm": STOCKHOLM, "vastmanland": VASTMANLAND, "jamtland": JAMTLAND}
LIVED = ("stockholm", "vastmanland")  # the regions whose years the demo lives
