"""How sure a share of few rows is: the percent between which it lies, 19 times of 20. Pure. [F136]"""

from math import sqrt

OFTEN = 1.96  # 95 of 100


def between(part: int, whole: int) -> tuple[int, int] | None:
    """Wilson's interval in whole percent; None where there is nothing to take a share of. [I-R7]"""
    if whole <= 0 or not 0 <= part <= whole:
        return None
    share, square = part / whole, OFTEN**2
    middle = (share + square / (2 * whole)) / (1 + square / whole)
    reach = OFTEN * sqrt(share * (1 - share) / whole + square / (4 * whole**2)) / (1 + square / whole)
    return round(100 * max(0.0, middle - reach)), round(100 * min(1.0, middle + reach))
