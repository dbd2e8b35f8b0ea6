"""Take a question up the tree as far as a test needs: from the steering group, through BUSSAM, to the politicians."""

from datetime import date, timedelta
from types import SimpleNamespace

from core import clock
from core.roles import Role
from groups.choices import Side
from groups.lifting import services
from groups.lifting.services import Wanted
from groups.models import Forum, LiftedQuestion
from tests.core.obligations.build import make_rule
from tests.groups import build as b
from tests.groups.meetings import table as t

WANTED = Wanted(
    title="Skolskjuts vid växelvist boende",
    text="Barn som bor växelvis får olika svar i två kommuner.",
    why="Reglerna skiljer sig mellan kommunerna.",
    asks="stance",
)
NOTE = "Hemlig beredning i BUSSAM"


def make_town() -> SimpleNamespace:
    """The steering group's table; BUSSAM with who answers there, under a presidium with one elected."""
    town = t.make_table()
    region = town.region
    presidium = b.make_forum(region, "political_presidium", label="Presidiegruppen")
    Forum.objects.filter(pk=presidium.pk).update(side=Side.POLITICAL)
    Forum.objects.filter(pk=town.bussam.pk).update(parent=presidium)
    town.presidium = Forum.objects.get(pk=presidium.pk)
    more = {
        "answers": b.make_assignment(region, Role.REGIONAL_MEMBER, "Rita Regional"),
        "elected": b.make_assignment(region, Role.POLITICAL_MEMBER, "Vald Person"),
    }
    b.make_member(town.bussam, more["answers"])
    b.make_member(town.presidium, more["elected"])
    make_rule(region, "DL-58")
    town.people |= more
    town.acting |= {name: b.acting_for(one) for name, one in more.items()}
    return town


def later(days: int = 60) -> date:
    return clock.today() + timedelta(days=days)


def lifted(town, by: str = "chair", forum: Forum | None = None, **changes) -> LiftedQuestion:
    with t.as_(town, by) as me:
        return services.lift(forum or town.steering, by=me, wanted=Wanted(**{**WANTED.__dict__, **changes}))


def prepared(town, **changes) -> LiftedQuestion:
    question = lifted(town, **changes)
    with t.as_(town, "answers") as me:
        services.receive(question, by=me)
        services.prepare(question, by=me, text=NOTE)
    return question


def passed_on(town, **changes) -> LiftedQuestion:
    question = prepared(town, **changes)
    with t.as_(town, "answers") as me:
        return services.pass_on(question, by=me, message="BUSSAM föreslår en gemensam regel.")


def answered(town, question: LiftedQuestion | None = None, by: str = "answers", **facts) -> LiftedQuestion:
    question = question or lifted(town)
    with t.as_(town, by) as me:
        return services.answer(question, by=me, **{"answer": "Den kommun där barnet går i skola svarar.", **facts})


def confirmed(town) -> LiftedQuestion:
    question = answered(town)
    with t.as_(town, "chair") as me:
        return services.confirm(question, by=me, did="Vi har ändrat vår rutin och berättat för skolorna.")
