"""What an indicator is: a number, of which whole, by which version of its definition. [I-R6]"""

from collections.abc import Callable
from dataclasses import dataclass

from followup.indicators.year import AreaYear


@dataclass(frozen=True)
class Formula:
    """`number` and `whole` are cells; `cells` begin the names of all that the indicator shows.

    `of_cases`: it counts forum cases, `of_plans`: plans; else deviation reports or what the groups did.
    """

    code: str
    version: int
    number: Callable[[AreaYear], str]
    cells: tuple[str, ...]
    definition: Callable[[AreaYear], str]
    whole: Callable[[AreaYear], str] = lambda year: ""
    of_cases: bool = True
    of_plans: bool = False

    def shows(self, cell: str) -> bool:
        return cell.partition(".")[0] in self.cells
