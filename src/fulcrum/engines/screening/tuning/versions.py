"""Two versions of parameters over the same history."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from fulcrum import __version__
from fulcrum.engines.screening.alerts import Rule
from fulcrum.engines.screening.pack import load_pack
from fulcrum.engines.screening.ranking.outputs import Outputs, read_outputs
from fulcrum.engines.screening.run import screen
from fulcrum.engines.screening.spec import ScreenSpec
from fulcrum.engines.screening.store import open_store
from fulcrum.engines.screening.work import Report, to_nobody
from fulcrum.kernel.errors import FulcrumError


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One version of a pack's numbers.

    Attributes:
        name: what it is called; also the folder of its results.
        parameters: values by indicator and parameter; defaults for those that are not named.
        rule: when hits together are an alert.

    Raises:
        FulcrumError: the name is no word that a folder can have.
    """

    name: str
    parameters: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    rule: Rule = field(default_factory=Rule)

    def __post_init__(self) -> None:
        """Check the name."""
        if not self.name.replace("-", "").replace("_", "").isalnum():
            raise FulcrumError(
                f"{self.name!r} cannot name a version.",
                where="name",
                mend="Use letters, digits, - and _.",
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class BacktestSpec:
    """Two versions to run over the same data.

    Attributes:
        data: the folder that `fulcrum screen ingest` wrote.
        out: the folder for results, with a folder for each version; a finished one is used again.
        before: the version there is.
        after: the version that is tried.
        pack: name of the typology pack.
        memory: bound of DuckDB's memory.
        threads: cores to use; 0 for all.

    Raises:
        FulcrumError: both versions have one name, or a parameter is unknown.
    """

    data: Path
    out: Path
    before: Version
    after: Version
    pack: str = "human-trafficking"
    memory: str = "1GB"
    threads: int = 0

    def __post_init__(self) -> None:
        """Check names and parameters."""
        if self.before.name == self.after.name:
            raise FulcrumError(
                f"Both versions are called {self.before.name!r}.",
                where="after",
                mend="Give them two names.",
            )
        for one in (self.before, self.after):
            self.screening(one)

    def screening(self, version: Version) -> ScreenSpec:
        """The run of one version."""
        return ScreenSpec(
            data=self.data,
            out=self.out / version.name,
            pack=self.pack,
            parameters=version.parameters,
            rule=version.rule,
            memory=self.memory,
            threads=self.threads,
        )


def run_version(spec: ScreenSpec, report: Report = to_nobody) -> Outputs:
    """The results of a version: those that are there when they were made alike, else a new run."""
    if (spec.out / "run.json").exists():
        found = read_outputs(spec.out)
        if _is_of(found, spec):
            return found
    screen(spec, report)
    return read_outputs(spec.out)


def _is_of(found: Outputs, spec: ScreenSpec) -> bool:
    """Whether results were made from the same data, rules and numbers."""
    pack = {"name": spec.pack, "digest": load_pack(spec.pack).digest}
    return (
        found.data_digest == open_store(spec.data).digest
        and found.told["provenance"]["version"] == __version__
        and found.told["pack"] == pack
        and found.told["parameters"] == {key: dict(one) for key, one in spec.parameters.items()}
        and found.told["rule"] == asdict(spec.rule)
        and found.told["since"] is None
    )


def refuse_other_data(first: Outputs, second: Outputs) -> None:
    """Refuse to compare runs over different data.

    Raises:
        FulcrumError: they are.
    """
    if first.data_digest != second.data_digest:
        raise FulcrumError(
            "The two runs are over different data.",
            where="runs",
            mend="Run both versions over the same folder.",
        )
