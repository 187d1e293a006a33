"""Groups, commitments and a state, small enough to be counted by hand."""

from datetime import date

from fulcrum.apps.blueprint.implementation.cube import Cube, Group, Held, Known, build_cube
from fulcrum.apps.blueprint.implementation.named import Record
from fulcrum.apps.blueprint.implementation.state import State
from fulcrum.apps.blueprint.ladder.terms import Rung

BANKS = Group("banking", "africa", "en")
INSURERS = Group("insurance", "europe", "")
FUNDS = Group("investment", "europe", "nl")
KNOWN = {BANKS: Known(4, 5260), INSURERS: Known(2, 2), FUNDS: Known(1, 250)}
COUNTRIES = {"KE": 4, "NO": 2, "NL": 1}
PARTS = {"goal": ("G1", "G2"), "action": ("G1.A1", "G1.A2", "G2.A1")}
HELD = (
    Held(1, BANKS, "KE", ("G1.A1", "G2.A1"), Rung.PLEDGED),
    Held(1, BANKS, "KE", ("G1.A1",), Rung.IN_FORCE),
    Held(2, BANKS, "KE", ("G1.A2",), Rung.PROPOSED),
    Held(3, INSURERS, "NO", ("G2.A1",), Rung.VERIFIED),
)


def cube(held: tuple[Held, ...] = HELD) -> Cube:
    """What is counted of these."""
    return build_cube(held, KNOWN, COUNTRIES)


def state() -> State:
    """A state beside an earlier one, in which only the insurer had committed."""
    return State(
        as_of=date(2026, 6, 30),
        scope="public",
        cube=cube(),
        before=date(2025, 6, 30),
        cube_before=cube(HELD[3:]),
        timeline=((date(2026, 6, 30), (1, 1, 0, 0, 1, 0, 1)),),
        named=(Record(1, "Alder", 2, 1, 0, 1),),
        commitments=({"commitment": 1, "actions": ["G1.A1"]},),
        parts=PARTS,
        provenance={"software": "fulcrum 1", "events": 12},
    )
