"""What to ask of parties and networks: frozen, and checked once when it is made. Numbers are ours."""

from dataclasses import dataclass

from fulcrum.kernel.errors import FulcrumError

TOLD_FROM = 0.5  # more likely than not


def _refuse(name: str, value: float, mend: str) -> None:
    raise FulcrumError(f"{value:g} cannot be used.", where=name, mend=mend)


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentitySpec:
    """How parties are compared.

    Attributes:
        exact: link only by equal telephone, e-mail and address; needs no extra.
        threshold: probability from which parties are put into one cluster.
        least: probability from which a pair is told.
        least_shared: contacts two parties must share to be put into one cluster, when exact. Two,
            because families share one.
        expected_share: share of parties that are expected to have a second record.
        most: parties that may share one telephone, e-mail or address; more share a placeholder.
        counted_from: parties from which chance agreement is counted in the data; below it our
            defaults are taken.
        memory: bound of memory, for instance 1GB.
        threads: cores to use; 0 for all.

    Raises:
        FulcrumError: a value cannot be used.
    """

    exact: bool = False
    threshold: float = 0.8
    least: float = TOLD_FROM
    least_shared: int = 2
    expected_share: float = 0.02
    most: int = 20
    counted_from: int = 1000
    memory: str = "1GB"
    threads: int = 0

    def __post_init__(self) -> None:
        """Check every value."""
        for name in ("threshold", "least", "expected_share"):
            if not 0 < getattr(self, name) < 1:
                _refuse(name, getattr(self, name), "Give more than 0 and less than 1.")
        if self.least > self.threshold:
            _refuse("least", self.least, "It cannot be above the threshold of clusters.")
        if not 1 <= self.least_shared <= 3:
            _refuse("least_shared", self.least_shared, "Give 1, 2 or 3.")
        for name in ("most", "counted_from"):
            if getattr(self, name) < 2:
                _refuse(name, getattr(self, name), "Give two or more.")


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkSpec:
    """How far a network around an alert reaches.

    Attributes:
        most_nodes: shown at most, the strongest flows first.
        most_partners: partners of one node beyond which it is shown but not followed further: a
            utility, a payroll office, a shop.
        days: calendar days before the alert's last day; 0 for the window the alert rests on.
        everywhere: whether other customers are sought who deal with the same accounts at other
            banks; it reads the counterparties of every shard.
        most_sharing: parties that may share one telephone, e-mail or address.
        motifs: of each kind, told at most.
        memory: bound of memory, for instance 1GB.
        threads: cores to use; 0 for all.

    Raises:
        FulcrumError: a value cannot be used.
    """

    most_nodes: int = 60
    most_partners: int = 50
    days: int = 0
    everywhere: bool = True
    most_sharing: int = 20
    motifs: int = 5
    memory: str = "1GB"
    threads: int = 0

    def __post_init__(self) -> None:
        """Check every value."""
        if not 2 <= self.most_nodes <= 500:
            _refuse("most_nodes", self.most_nodes, "Give 2 to 500: nobody reads more.")
        for name in ("most_partners", "most_sharing"):
            if getattr(self, name) < 2:
                _refuse(name, getattr(self, name), "Give two or more.")
        if self.days < 0:
            _refuse("days", self.days, "Give days, or 0 for the alert's own window.")
        if self.motifs < 1:
            _refuse("motifs", self.motifs, "Give one or more.")
