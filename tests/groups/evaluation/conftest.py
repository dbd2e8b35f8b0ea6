from tests.groups.meetings.conftest import made_other, made_town, other, town

__all__ = ["made_other", "made_town", "other", "town"]
