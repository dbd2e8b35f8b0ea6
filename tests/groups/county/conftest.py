from tests.groups.meetings.conftest import made_town, town

__all__ = ["made_town", "town"]
