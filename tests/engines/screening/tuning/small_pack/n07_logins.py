"""N07: needs a feed that nobody gave."""

from fulcrum.engines.screening.indicator import Family, counts
from tests.engines.screening.ranking.invented import indicator
from tests.engines.screening.tuning.small_pack.n02_lodging import find

INDICATOR = indicator(
    "N07",
    Family.IDENTITY,
    find=find,
    needs=("logins",),
    parameters=(counts("least", 3, "Sign-ins."),),
)
