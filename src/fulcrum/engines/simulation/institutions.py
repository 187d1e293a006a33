"""The whole simulation of institutions and their assessments."""

from fulcrum.engines.simulation.assessments import assess_institutions
from fulcrum.engines.simulation.maturity import CITATION
from fulcrum.engines.simulation.organisations import invent_institutions
from fulcrum.engines.simulation.results import Institutions
from fulcrum.engines.simulation.sheets import sheet_rows
from fulcrum.engines.simulation.spec import InstitutionsSpec
from fulcrum.kernel.provenance import Provenance, hash_of

VERSION = "1"
METHOD = (
    "Institutions are drawn one by one from weighted kinds, places and names. Answers follow a "
    "graded response model: a level is the number of thresholds passed by the institution's latent "
    "maturity (own, sub-sector and size) less the question's difficulty, blurred by chance. The "
    "weights and effects are our own choice."
)


def simulate_institutions(spec: InstitutionsSpec) -> Institutions:
    """Invent institutions and their completed self-assessments.

    Args:
        spec: how many, under which release, over which years, from which seed.

    Returns:
        Institutions, assessments and sheets, with the latent truth behind the answers.
    """
    institutions = invent_institutions(spec)
    return Institutions(
        institutions=institutions,
        assessments=assess_institutions(spec, institutions),
        rows=sheet_rows(institutions, spec),
        release=spec.release,
        source=spec.source,
        provenance=Provenance(
            engine="simulation",
            version=VERSION,
            input_hash=hash_of(spec),
            seed=spec.seed,
            method=METHOD,
            citation=CITATION,
        ),
    )
