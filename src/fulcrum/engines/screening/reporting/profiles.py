"""Country profiles: which form a unit takes, its codes, and what it will not do without.

A profile is a TOML file. Those shipped are examples; units change their codes, so a bank copies
one, corrects it against its unit's own documents, and hands it over.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from fulcrum.kernel.errors import FulcrumError


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """What one unit wants.

    Attributes:
        name: of the file, without its ending.
        title: whose it is, in words.
        form: goaml or fincen.
        status: unconfirmed until somebody has checked it against the unit's documents.
        note: what to mind, as sentences.
        country: of the unit, ISO 3166-1 alpha-2; "" for none in particular.
        currency: of its reports, ISO 4217; "" for the report's own.
        kinds: codes of the reports it takes, the usual one first.
        submission: code of the way of submission.
        date_element: submission_date or report_date (goAML).
        activity: when reports list their subjects beside transactions: always, without or never.
        original_names: whether names are told in their own script too (goAML 5.2).
        suspected: whether sides are marked as suspected or not (goAML 5.1).
        identify_victims: whether the law wants a possible victim named in transactions.
        victims_basis: the law that does; "" when none does.
        codes: the unit's codes, by table and by our word; "default" stands for all others.
        mandatory: what must be filled, by part, as our attributes are called.
        fillers: what goes into elements nobody can fill, by part and element.
        statutory: elements the law wants that Fulcrum does not hold, by part; handed over when
            the file is written.
        limits: how many characters an element takes.
        terms: for each suspected crime, the key term and the field that names it (FinCEN).
    """

    name: str
    title: str
    form: str = "goaml"
    status: str = "unconfirmed"
    note: str = ""
    country: str = ""
    currency: str = ""
    kinds: tuple[str, ...] = ("STR", "SAR")
    submission: str = "E"
    date_element: str = "submission_date"
    activity: str = "without"
    original_names: bool = False
    suspected: bool = False
    identify_victims: bool = False
    victims_basis: str = ""
    codes: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    mandatory: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    fillers: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    statutory: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    limits: Mapping[str, int] = field(default_factory=dict)
    terms: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def code(self, table: str, word: str) -> str:
        """The unit's code for a word of ours.

        Raises:
            FulcrumError: the profile has none, nor a default.
        """
        codes = self.codes.get(table, {})
        found = codes.get(word, codes.get("default", ""))
        if not found:
            raise FulcrumError(
                f"The profile {self.name} has no code for {word!r}.",
                where=f"codes.{table}",
                mend="Add it, or a default, as the unit's documents say.",
            )
        return found
