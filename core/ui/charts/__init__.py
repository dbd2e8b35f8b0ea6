"""Charts drawn by the server as SVG: the same drawing in the page and in the PDF. Pure functions.

No style attribute and no `<style>` (the content security policy drops both). What a shape looks like stands as
plain attributes, which is all that a PDF reads; the page's style sheet (figures.css) overrules them by class, so
that dark mode and a region's accent work. Series differ by dash, width and marker before colour, and every
drawing carries its finding as title, its values as description, and a table of the same numbers.
"""

from core.ui.charts.bars import Bar, bars
from core.ui.charts.drawing import Chart
from core.ui.charts.heat import heat
from core.ui.charts.lanes import Lane, Span, lanes
from core.ui.charts.lines import Series, lines
from core.ui.charts.spider import Ring, spider
from core.ui.charts.timeline import Mark, timeline

__all__ = [
    "Bar",
    "Chart",
    "Lane",
    "Mark",
    "Ring",
    "Series",
    "Span",
    "bars",
    "heat",
    "lanes",
    "lines",
    "spider",
    "timeline",
]
