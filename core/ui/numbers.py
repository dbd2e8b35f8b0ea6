"""Numbers as they are read: Swedish separators, percent with a space, small counts never shown."""

from core.ui.dates import language

NBSP = "\u00a0"
MINUS = "\u2212"


WORDS = {
    "sv": "noll en två tre fyra fem sex sju åtta nio tio elva tolv".split(),
    "en": "no one two three four five six seven eight nine ten eleven twelve".split(),
}


def in_words(count: int) -> str:
    """«sju» up to twelve, digits above."""
    words = WORDS[language()]
    return words[count] if count < len(words) else number(count)


def number(value: float, decimals: int = 0) -> str:
    """«1 234,5» («1,234.5» in English); a true minus sign; no minus before nought."""
    text = f"{abs(value):,.{decimals}f}"
    is_nought = not any(char in "123456789" for char in text)
    sign = MINUS if value < 0 and not is_nought else ""
    if language() == "sv":
        text = text.replace(",", NBSP).replace(".", ",")
    return sign + text


def percent(part: float, whole: float, decimals: int = 0) -> str:
    """«81 %» of `whole`; «–» when there is nothing to take a share of."""
    if not whole:
        return "–"
    return number(100 * part / whole, decimals) + (f"{NBSP}%" if language() == "sv" else "%")


def change(value: float, decimals: int = 0) -> str:
    """«+0,5», «−3», «0»."""
    text = number(value, decimals)
    return text if text.startswith(MINUS) or not any(char in "123456789" for char in text) else f"+{text}"


def few(count: int, threshold: int) -> str:
    """The count, or «<5» when it is one to just under the threshold: nobody is to be recognised."""
    return f"<{threshold}" if 0 < count < threshold else number(count)
