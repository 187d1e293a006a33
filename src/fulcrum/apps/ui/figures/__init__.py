"""Figures: data, what it shows, where it is from; drawn on the server, readable as a table."""

from fulcrum.apps.ui.figures.bars import Bars, RangeBars, StackedBars
from fulcrum.apps.ui.figures.bubbles import Bubbles
from fulcrum.apps.ui.figures.comparisons import Dumbbell, Heatmap, PeerBand
from fulcrum.apps.ui.figures.drawing import figure_png, figure_svg
from fulcrum.apps.ui.figures.files import figure_csv, figure_csv_response
from fulcrum.apps.ui.figures.model import Figure, FigureColumn, Kind
from fulcrum.apps.ui.figures.movements import Movements
from fulcrum.apps.ui.figures.tiles import Tiles
from fulcrum.apps.ui.figures.timelines import Areas

__all__ = [
    "Areas",
    "Bars",
    "Bubbles",
    "Dumbbell",
    "Figure",
    "FigureColumn",
    "Heatmap",
    "Kind",
    "Movements",
    "PeerBand",
    "RangeBars",
    "StackedBars",
    "Tiles",
    "figure_csv",
    "figure_csv_response",
    "figure_png",
    "figure_svg",
]
