import json
from dataclasses import replace

import pytest

from fulcrum.engines.screening.reporting.movements import Account
from fulcrum.engines.screening.reporting.profile_files import load_profile
from fulcrum.engines.screening.reporting.sar import write_sar
from fulcrum.engines.screening.reporting.spec import Report
from fulcrum.kernel.errors import FulcrumError
from tests.engines.screening.reporting.made import COLLECTOR, FIRM, NIGHT, report_of

TERM = "HUMAN TRAFFICKING FIN-2020-A008"


def american(**changes: object) -> Report:
    values = {"profile": load_profile("usa"), "kind": "SAR", "currency": "USD"}
    return report_of(**values | changes)


def test_the_key_term_is_in_field_2_and_at_the_head_of_the_narrative() -> None:
    made = write_sar(american())
    fields = {one.number: one for one in made.fields if one.number}
    assert (fields["2"].value, fields["2"].is_confirmed) == (TERM, True)
    assert (fields["38(h)"].label, fields["38(h)"].value) == ("Human trafficking", "Yes")
    assert made.narrative.startswith(f"{TERM}\n\nWhat is reported")
    assert "38(g)" not in fields
    assert "FIN-2020-A008" in made.explain()


def test_a_term_that_is_there_already_is_not_written_twice() -> None:
    made = write_sar(american(narrative=f"{TERM}. Told."))
    assert made.narrative == f"{TERM}. Told."


def test_smuggling_has_its_own_term_and_box() -> None:
    made = write_sar(american(crimes=("trafficking", "smuggling")))
    fields = {one.number: one for one in made.fields if one.number}
    assert fields["2"].value == f"{TERM}; FIN-2023-HUMANSMUGGLING"
    assert fields["38(g)"].label == "Human smuggling"


def test_what_is_not_confirmed_says_so() -> None:
    made = write_sar(american())
    confirmed = {one.number for one in made.fields if one.is_confirmed}
    assert confirmed == {"2", "38(h)"}
    assert "29 Amount involved: USD 2,584.55 [unconfirmed]" in made.text
    assert "2 of them confirmed" in made.summary()
    assert made.text.startswith("Only the key terms")


def test_subjects_are_told_and_victims_are_not() -> None:
    made = write_sar(american())
    text = made.text
    for part in (
        "Subject: possible controller", "4 Last name: Grun", "5 First name: Jose",
        "19 Date of birth: 02/29/1980", "8 Gender: Unknown (not held)",
        "27 Account numbers: Invented Bank A-100", "4 Legal name: Kafe Romashka and Co",
        "30 Date or range of dates: 03/05/2026 to 03/09/2026", "Contact: Ada Officer",
        "Internal control number: REF/2026/1",
    ):  # fmt: skip
        assert part in text, part
    for secret in ("Maria", "Testova", "A-200", "C-88", "Quiet"):
        assert secret not in text + made.json
    assert {one.written for one in made.names} >= {"Grun", "Jose"}


def test_it_is_json_too() -> None:
    told = json.loads(write_sar(american()).json)
    assert told["fields"][1]["value"] == TERM
    assert told["provenance"]["engine"] == "screening"


def test_structuring_is_offered_where_its_indicator_was_hit() -> None:
    numbers = [one.number for one in write_sar(american()).fields]
    assert "32" not in numbers
    hit = american(indicators=(replace(NIGHT, id="I05"),))
    assert "32" in [one.number for one in write_sar(hit).fields]


def test_little_known_is_told_as_unknown() -> None:
    subjects = (
        replace(COLLECTOR, first_name="", birth_date=None, address=None, phone="", occupation=""),
        replace(FIRM, registration="", business=""),
    )
    made = write_sar(american(subjects=subjects, transactions=(), accounts=()))
    assert "5 First name: Unknown" in made.text
    assert "29 Amount involved: Unknown" in made.text
    assert "27 Account numbers: None known" in made.text


def test_only_where_that_profile_is_chosen() -> None:
    with pytest.raises(FulcrumError, match="takes no FinCEN report"):
        write_sar(report_of())


def test_what_the_form_does_not_take_is_refused() -> None:
    with pytest.raises(FulcrumError, match="the form takes 17,000"):
        write_sar(american(narrative="x" * 17_000))
    with pytest.raises(FulcrumError, match="no key term for trafficking"):
        write_sar(american(profile=replace(load_profile("usa"), terms={})))
    with pytest.raises(FulcrumError, match="no narrative"):
        write_sar(american(narrative=""))


def test_accounts_of_other_banks_are_told_with_their_bank() -> None:
    other = Account(number="Z-1", institution="Far Bank", own=False, holders=("P1",))
    made = write_sar(american(accounts=(*american().accounts, other)))
    assert "Invented Bank A-100; Far Bank Z-1" in made.text
