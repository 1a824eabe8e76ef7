"""The Gantt chart: pure functions from a schedule to what the SVG template draws."""

from servanda.desk.projects.gantt.drawing import Sheet, sheets
from servanda.desk.projects.gantt.rows import Line, lines
from servanda.desk.projects.gantt.scale import ZOOMS, Scale, scale

__all__ = ["ZOOMS", "Line", "Scale", "Sheet", "lines", "scale", "sheets"]
