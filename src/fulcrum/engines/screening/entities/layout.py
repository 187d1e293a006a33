"""Where nodes stand, so that a page can draw them: rings by hop, then forces; always the same.

Forces after Fruchterman and Reingold (1991): all nodes push each other away, edges pull. The
subject stays in the middle. Nothing is drawn at random.
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

ROUNDS = 120
GOLDEN_ANGLE = np.pi * (3 - np.sqrt(5))  # spreads a ring's nodes whatever their number
MARGIN = 0.04

Points = npt.NDArray[np.float64]


def place(hops: Sequence[int], edges: Sequence[tuple[int, int]]) -> list[tuple[float, float]]:
    """Places of nodes, each coordinate from 0 to 1.

    Args:
        hops: of each node; exactly the first is 0.
        edges: pairs of places in `hops`.

    Returns:
        x and y of each node; the first in the middle.
    """
    count = len(hops)
    ring = np.asarray(hops, dtype=np.float64)
    angle = np.arange(count) * GOLDEN_ANGLE
    points = np.stack([ring * np.cos(angle), ring * np.sin(angle)], axis=1)
    ends = np.asarray(edges, dtype=np.int64).reshape(-1, 2)
    if count > 2:
        points = _settled(points, ends)
    reach = np.abs(points).max(initial=1e-9)
    scaled = 0.5 + points / reach * (0.5 - MARGIN)
    return [(round(float(x), 4), round(float(y), 4)) for x, y in scaled]


def _settled(points: Points, ends: npt.NDArray[np.int64]) -> Points:
    apart = 2.0 / np.sqrt(len(points))  # how far nodes would like to stand from each other
    for step in range(ROUNDS):
        between = points[:, None, :] - points[None, :, :]
        distance = np.maximum(np.sqrt((between**2).sum(axis=2)), 1e-3)
        force = (between * (apart**2 / distance**2)[:, :, None]).sum(axis=1)
        along = points[ends[:, 0]] - points[ends[:, 1]]
        pull = along * (np.sqrt((along**2).sum(axis=1)) / apart)[:, None]
        np.subtract.at(force, ends[:, 0], pull)
        np.add.at(force, ends[:, 1], pull)
        length = np.maximum(np.sqrt((force**2).sum(axis=1)), 1e-9)
        warmth = 0.2 * (1 - step / ROUNDS)
        points = points + force / length[:, None] * np.minimum(length, warmth)[:, None]
        points = points - points[0]
    return points
