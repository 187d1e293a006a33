"""Where the pack's indicators come from. Wording in the pack is ours; sources are cited."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Source:
    """One publication.

    Attributes:
        key: as indicators cite it.
        title: of the publication.
        publisher: who published it.
        year: of publication.
        seen: "seen", "seen in part" or "unconfirmed": whether we read it ourselves.
    """

    key: str
    title: str
    publisher: str
    year: int
    seen: str

    @property
    def citation(self) -> str:
        """The citation as pages show it, with a mark where it is unconfirmed."""
        mark = "" if self.seen == "seen" else f" [{self.seen}]"
        return f"{self.publisher}, {self.title} ({self.year}){mark}"


SOURCES = {
    one.key: one
    for one in (
        Source("F16", "Operational alert FINTRAC-2016-OA003", "FINTRAC", 2016, "seen"),
        Source("F21", "Operational alert 2021-OA001", "FINTRAC", 2021, "seen"),
        Source("N20", "Advisory FIN-2020-A008", "FinCEN", 2020, "seen"),
        Source("N14", "Advisory FIN-2014-A008", "FinCEN", 2014, "seen in part"),
        Source("N23", "Alert FIN-2023-Alert001", "FinCEN", 2023, "seen in part"),
        Source("FA", "Financial flows from human trafficking, annex", "FATF and APG", 2018,
               "unconfirmed"),
        Source("AU", "Financial crime guide on forced labour", "AUSTRAC", 2022, "unconfirmed"),
        Source("OC", "Alerts on online child exploitation", "several units", 2020, "unconfirmed"),
        Source("OURS", "Our own choice", "Fulcrum", 2026, "seen"),
    )
}  # fmt: skip
