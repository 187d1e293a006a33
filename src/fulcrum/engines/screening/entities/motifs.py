"""Shapes in the flows around an alert. What they mean is for a person to say; many are ordinary.

Hubs are left out, as are nodes that are not shown, but for the counts of fans.
"""

from fulcrum.engines.screening.entities.fans import fans, pass_through
from fulcrum.engines.screening.entities.ground import Ground
from fulcrum.engines.screening.entities.network import Motif
from fulcrum.engines.screening.entities.rings import cycles, shared_payees


def motifs_of(ground: Ground) -> tuple[Motif, ...]:
    """The motifs of a ground that was reached, by kind; those with the subject first."""
    kinds = (fans, pass_through, cycles, shared_payees)
    return tuple(one for found in kinds for one in found(ground))
