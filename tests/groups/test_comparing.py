"""Two versions beside each other: what differs, and nothing of what does not."""

from time import perf_counter

from groups.comparing import compared
from groups.models import AgreementChapter


def chapter(text: str, key: str = "goals") -> AgreementChapter:
    return AgreementChapter(key=key, text=text)


def lines(before: str, after: str) -> list[tuple[str, str]]:
    found = compared([chapter(before)], [chapter(after)])
    return [(one["is"], one["text"]) for chapter in found for one in chapter["lines"]]


def test_a_changed_paragraph_stands_between_those_that_are_kept():
    assert lines("Ett.\n\nTvå.\nTre.", "Ett.\nTvå och mer.\n\nTre.") == [
        ("kept", "Ett."), ("gone", "Två."), ("new", "Två och mer."), ("kept", "Tre."),
    ]  # fmt: skip


def test_a_chapter_that_says_the_same_is_left_out_whatever_its_blank_lines():
    before = [chapter("Ett.\nTvå.", "goals"), chapter("Tre.", "sip")]
    after = [chapter("Ett.\n\n\nTvå.\n", "goals"), chapter("Fyra.", "sip")]

    assert [one["key"] for one in compared(before, after)] == ["sip"]


def test_a_chapter_that_was_not_there_before_is_new():
    assert compared([], [chapter("Ett.")])[0]["lines"] == [{"is": "new", "text": "Ett."}]


def test_ten_thousand_lines_of_the_same_letter_are_compared_at_once():
    started = perf_counter()
    found = lines("a\n" * 10_000, "a\n" * 9_000 + "b\n" + "a\n" * 500)

    assert perf_counter() - started < 5
    assert ("new", "b") in found
