"""What comes back with the tablet, checked in the language of the one who answered. [F106]"""

from django import forms

from sip.family.texts import Language
from sip.signatures import strokes

YES, NO = "ja", "nej"


class SignForm(forms.Form):
    """An answer, a name drawn or typed, and that the text has been read. `text` is the hash of what was shown."""

    svar = forms.ChoiceField(widget=forms.RadioSelect)
    streck = forms.CharField(required=False, strip=True)
    namn = forms.CharField(required=False, max_length=200)
    last = forms.BooleanField()
    text = forms.CharField(max_length=64, min_length=64)

    def __init__(self, to: Language, data=None):
        super().__init__(data)
        self.to = to
        answer, read = self.fields["svar"], self.fields["last"]
        answer.choices = [(YES, to.plain("agree.says_yes")), (NO, to.plain("agree.says_no"))]  # type: ignore[attr-defined]
        answer.error_messages = dict.fromkeys(("required", "invalid_choice"), to.plain("sign.missing_answer"))
        read.error_messages = {"required": to.plain("sign.missing_read")}
        self.fields["text"].error_messages = dict.fromkeys(
            ("required", "min_length", "max_length"), to.plain("sign.changed")
        )

    def clean_streck(self) -> strokes.Strokes:
        """What is no drawing of ours counts as nothing drawn."""
        try:
            return strokes.read(self.cleaned_data["streck"])
        except ValueError:
            return []

    def clean(self):
        found = super().clean()
        if not found.get("streck") and not found.get("namn"):
            self.add_error("namn", self.to.plain("sign.missing_name"))
        return found

    def facts(self) -> dict:
        data = self.cleaned_data
        return {
            "shown_hash": data["text"],
            "answer": data["svar"] == YES,
            "strokes": data["streck"],
            "typed_name": data["namn"],
        }

    @property
    def problems(self) -> list[dict]:
        """Each field that lacks something, in the order of the page, with the sentence that helps."""
        return [{"field": name, "text": self.errors[name][0]} for name in self.fields if name in self.errors]
