"""All rows of this app: forums, seats, meetings, decisions, assignments, lifted questions and the rest."""

from groups.agreements.models import (
    Agreement,
    AgreementChapter,
    AgreementFile,
    AgreementParty,
    AgreementReview,
    Consulted,
)
from groups.assignments.models import Task, TaskReport
from groups.calendar.models import CalendarFeed
from groups.documents.models import AgendaDocument
from groups.evaluation.models import EvaluationGiven, EvaluationSum
from groups.frequency.models import ForumPeriod
from groups.headings.models import StandingHeading
from groups.interests.models import BestInterests
from groups.lifting.models import LiftedQuestion, LiftNote, LiftStep
from groups.meetings.models import (
    ActionItem,
    Addendum,
    AgendaItem,
    Approval,
    ForumDecision,
    Invitation,
    ItemReader,
    Meeting,
    NoteRevision,
    PassedOn,
)
from groups.models.forums import Forum, Membership, MinutesTemplate, SeatRequirement
from groups.news.models import UnitNews
from groups.polls.models import DatePoll, PollAnswer, PollTime
from groups.proposals.models import ItemProposal
from groups.receipts.models import Receipt
from groups.routines.models import Routine, RoutineCover, RoutineFile, RoutineSection, RoutineVersion
from groups.seats.models import SchoolContact
from groups.surveys.models import SurveyGiven, SurveyRound, SurveySum
from groups.trainings.models import CourseTaken, Training, TrainingGroup
from groups.voices.models import Voice
from groups.year.duty_models import DutyNote
from groups.year.models import ActionPlan, PlanActivity, PlanFocus
from groups.year.register_models import Need, Obstacle

__all__ = [
    "ActionItem",
    "ActionPlan",
    "Addendum",
    "AgendaDocument",
    "AgendaItem",
    "Agreement",
    "AgreementChapter",
    "AgreementFile",
    "AgreementParty",
    "AgreementReview",
    "Approval",
    "BestInterests",
    "CalendarFeed",
    "Consulted",
    "CourseTaken",
    "DatePoll",
    "DutyNote",
    "EvaluationGiven",
    "EvaluationSum",
    "Forum",
    "ForumDecision",
    "ForumPeriod",
    "Invitation",
    "ItemProposal",
    "ItemReader",
    "LiftNote",
    "LiftStep",
    "LiftedQuestion",
    "Meeting",
    "Membership",
    "MinutesTemplate",
    "Need",
    "NoteRevision",
    "Obstacle",
    "PassedOn",
    "PlanActivity",
    "PlanFocus",
    "PollAnswer",
    "PollTime",
    "Receipt",
    "Routine",
    "RoutineCover",
    "RoutineFile",
    "RoutineSection",
    "RoutineVersion",
    "SchoolContact",
    "SeatRequirement",
    "StandingHeading",
    "SurveyGiven",
    "SurveyRound",
    "SurveySum",
    "Task",
    "TaskReport",
    "Training",
    "TrainingGroup",
    "UnitNews",
    "Voice",
]
