"""Tune a typology pack on a bank's own history: try, compare, look below the line, calibrate.

    from fulcrum.engines.screening.tuning import BacktestSpec, run_backtest
    from fulcrum.engines.screening.tuning.versions import Version

    tried = Version(name="tried", parameters={"I01": {"least": 6}})
    spec = BacktestSpec(data=Path("data"), out=Path("tried"), before=Version(name="now"), after=tried)
    print(run_backtest(spec).summary())

Names are loaded when first used.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from fulcrum.engines.screening.tuning.backtest import run_backtest
    from fulcrum.engines.screening.tuning.below_line import sample_below
    from fulcrum.engines.screening.tuning.calibrate import propose_values
    from fulcrum.engines.screening.tuning.calibration import CalibrateSpec
    from fulcrum.engines.screening.tuning.champion import compare_versions
    from fulcrum.engines.screening.tuning.curves import CurveSpec, threshold_curve
    from fulcrum.engines.screening.tuning.missed import estimate_missed
    from fulcrum.engines.screening.tuning.snoozed import snoozed_on
    from fulcrum.engines.screening.tuning.versions import BacktestSpec

_HOMES = {
    "BacktestSpec": "versions",
    "CalibrateSpec": "calibration",
    "CurveSpec": "curves",
    "compare_versions": "champion",
    "estimate_missed": "missed",
    "propose_values": "calibrate",
    "run_backtest": "backtest",
    "sample_below": "below_line",
    "snoozed_on": "snoozed",
    "threshold_curve": "curves",
}
__all__ = [
    "BacktestSpec",
    "CalibrateSpec",
    "CurveSpec",
    "compare_versions",
    "estimate_missed",
    "propose_values",
    "run_backtest",
    "sample_below",
    "snoozed_on",
    "threshold_curve",
]


def __getattr__(name: str) -> Any:
    """A public name, loaded when first asked for."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
