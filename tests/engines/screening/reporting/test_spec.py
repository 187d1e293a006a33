from dataclasses import FrozenInstanceError, replace
from datetime import date
from typing import Any

import pytest

from fulcrum.engines.screening.reporting.movements import Account, Movement, Side
from fulcrum.engines.screening.reporting.parties import Person, Role
from fulcrum.engines.screening.reporting.reporters import Step
from fulcrum.engines.screening.reporting.victims import mask
from fulcrum.kernel.errors import FulcrumError
from fulcrum.kernel.provenance import hash_of
from tests.engines.screening.reporting.made import (
    CASH,
    COLLECTOR,
    FIRM,
    MAIN,
    MARIA,
    NIGHT,
    ONWARDS,
    WAGE,
    WAGES,
    report_of,
)


def test_the_case_is_a_report() -> None:
    report = report_of()
    assert [one.id for one in report.transactions] == ["T1", "T2", "T3"]
    assert report.victims == {"V1": "possible victim A", "V2": "possible victim B"}
    assert hash_of(report) == hash_of(report_of())
    with pytest.raises(FrozenInstanceError):
        report.kind = "SAR"  # type: ignore[misc] # that is what is tested


@pytest.mark.parametrize(
    "subject",
    [
        MARIA,
        replace(MARIA, key="other", customer_number="", phone=""),
        replace(MARIA, role=Role.UNCLEAR),
        replace(MARIA, key="other", role=Role.CONTROLLER, id_number="", birth_date=None),
        replace(MARIA, key="other", role=Role.CONTROLLER, customer_number=""),
        Person(
            key="other", role=Role.FACILITATOR, last_name="TESTOVA", first_name=" maria",
            birth_date=MARIA.birth_date,
        ),
    ],
)  # fmt: skip
def test_a_possible_victim_is_never_a_subject_by_whatever_name(subject: Person) -> None:
    with pytest.raises(FulcrumError, match="never the subject of a report") as told:
        report_of(subjects=(COLLECTOR, subject), narrative="")
    assert told.value.where == "subjects"
    assert "safe-contact" in told.value.mend
    assert "Maria" not in str(told.value)


def test_the_rule_holds_even_where_the_law_wants_victims_identified() -> None:
    profile = replace(report_of().profile, identify_victims=True, victims_basis="Act 1")
    with pytest.raises(FulcrumError, match="never the subject"):
        report_of(subjects=(MARIA,), mentioned=(), profile=profile, narrative="")


@pytest.mark.parametrize(
    "text",
    [
        "Maria Testova was seen.",
        "MARIA   TESTOVA was seen.",
        "Testova, Maria was seen.",
        "Paid from A-200-Maria.",
        "Her IBAN is GB00INVB000000002.",
        "Call +44 7700 900123.",
        "She lives at 9 quiet lane.",
        "Customer C-88 complained.",
        "Document ID-VICTIM.",
    ],
)
def test_no_text_gives_a_possible_victim_away(text: str) -> None:
    for changes in (
        {"narrative": text},
        {"narrative": "", "steps": (Step(date(2026, 3, 1), text),)},
        {"narrative": "", "transactions": (replace(CASH, description=text),)},
        {"narrative": "", "transactions": (replace(CASH, source=Side(label=text)),)},
    ):
        with pytest.raises(FulcrumError, match="gives one away") as told:
            report_of(**changes)
        assert text not in str(told.value)


@pytest.mark.parametrize("text", ["possible victim A paid.", "Mariana Testovan", "AnnaExample"])
def test_other_texts_are_no_names(text: str) -> None:
    assert report_of(narrative=text).narrative == text


def test_what_a_subject_bears_too_gives_nobody_away() -> None:
    shared = replace(COLLECTOR, address=MARIA.address)
    report = report_of(subjects=(shared,), accounts=(MAIN, WAGES), transactions=(CASH, WAGE))
    assert "9 Quiet Lane" in report.narrative


def test_a_text_can_be_masked() -> None:
    report = report_of()
    told = mask("From maria  testova, A-200-MARIA, to José", report.parties, report.accounts)
    assert told == "From possible victim A, account of possible victim A, to José"
    assert mask("nobody", report.parties, report.accounts) == "nobody"
    assert mask("Maria Testova", {}, ()) == "Maria Testova"


def test_where_the_law_says_so_a_possible_victim_may_be_named() -> None:
    profile = replace(report_of().profile, identify_victims=True, victims_basis="Act 1")
    assert report_of(profile=profile, narrative="Maria Testova").narrative == "Maria Testova"


@pytest.mark.parametrize(
    ("changes", "where"),
    [
        ({"subjects": ()}, "subjects"),
        ({"kind": "XYZ"}, "kind"),
        ({"reference": " "}, "reference"),
        ({"reference": "x" * 256}, "reference"),
        ({"currency": "pounds"}, "currency"),
        ({"crimes": ()}, "crimes"),
        ({"crimes": ("theft",)}, "crimes"),
        ({"made": date(2026, 3, 8)}, "made"),
        ({"subjects": (COLLECTOR, FIRM, FIRM)}, "parties"),
        ({"accounts": (MAIN, MAIN)}, "accounts"),
        ({"transactions": (CASH, CASH)}, "transactions"),
        ({"indicators": (NIGHT, NIGHT)}, "indicators"),
        ({"accounts": (MAIN, WAGES)}, "accounts"),
        ({"subjects": (COLLECTOR,)}, "holders"),
        ({"transactions": (replace(CASH, source=Side(party="P9")),)}, "transactions"),
    ],
)
def test_what_cannot_be_reported_is_told(changes: dict[str, Any], where: str) -> None:
    with pytest.raises(FulcrumError) as told:
        report_of(**{"narrative": ""} | changes)
    assert told.value.where == where
    assert told.value.mend


def test_the_units_currency_is_the_reports() -> None:
    profile = replace(report_of().profile, currency="AED")
    with pytest.raises(FulcrumError, match="takes amounts in AED"):
        report_of(profile=profile, narrative="")


@pytest.mark.parametrize("changes", [{"cents": 0}, {"cents": -5}, {"channel": "pigeon"}])
def test_a_movement_has_an_amount_and_a_channel(changes: dict[str, Any]) -> None:
    with pytest.raises(FulcrumError):
        replace(ONWARDS, **changes)


def test_nothing_holds_sex_nationality_or_ethnicity() -> None:
    names = {name for kind in (Person, Account, Movement) for name in kind.__slots__}
    assert not names & {"sex", "gender", "nationality", "ethnicity", "race", "religion"}
