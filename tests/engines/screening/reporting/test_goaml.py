import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from lxml import etree

from fulcrum.engines.screening.reporting.elements import ORDER
from fulcrum.engines.screening.reporting.gaps import find_gaps
from fulcrum.engines.screening.reporting.goaml import GoamlFile, write_goaml
from fulcrum.engines.screening.reporting.goaml_parties import VICTIM_COMMENT
from fulcrum.engines.screening.reporting.movements import Side
from fulcrum.engines.screening.reporting.parties import Role
from fulcrum.engines.screening.reporting.profile_files import load_profile
from fulcrum.engines.screening.reporting.spec import Report
from fulcrum.engines.screening.reporting.validate import validate
from fulcrum.kernel.errors import FulcrumError
from tests.engines.screening.reporting.made import (
    ANNA,
    CASH,
    COLLECTOR,
    FIRM,
    MAIN,
    MARIA,
    OUTSIDE,
    WAGE,
    WAGES,
    report_of,
)
from tests.engines.screening.reporting.schema import SCHEMA

SECRETS = (b"Maria", b"Testova", b"A-200", b"C-88", b"ID-VICTIM", b"Quiet", b"900123", b"2001-03")


def tree(made: GoamlFile) -> Any:
    return etree.fromstring(made.xml)


def texts(made: GoamlFile, path: str) -> list[str]:
    return [str(node.text) for node in tree(made).iterfind(path)]


def test_it_is_valid_by_a_schema_of_that_structure() -> None:
    told = validate(write_goaml(report_of()).xml, SCHEMA)
    assert told.summary().splitlines()[0].startswith("Valid"), told.summary()
    assert told.stripped == 2


def test_the_header_stands_in_order() -> None:
    root = tree(write_goaml(report_of()))
    assert [node.tag for node in root] == [
        "rentity_id", "rentity_branch", "submission_code", "report_code", "entity_reference",
        "submission_date", "currency_code_local", "reporting_person", "location", "reason",
        "action", "transaction", "transaction", "transaction", "report_indicators",
    ]  # fmt: skip
    assert root.findtext("submission_date") == "2026-04-01T00:00:00"
    assert root.findtext("reason").startswith("What is reported")


def elements(node: Any) -> Iterator[Any]:
    return (one for one in node.iter() if len(one))


def test_every_element_stands_in_the_order_of_its_kind() -> None:
    orders = {
        "t_person": "person", "from_person": "person", "from_account": "account",
        "to_account": "account", "t_from_my_client": "from", "t_from": "from",
        "t_to_my_client": "to", "t_to": "to", "t_entity": "entity", "transaction": "transaction",
    }  # fmt: skip
    seen = set()
    for node in elements(tree(write_goaml(report_of()))):
        kind = orders.get(node.tag)
        if kind is not None:
            places = [ORDER[kind].index(child.tag) for child in node]
            assert places == sorted(places), node.tag
            seen.add(node.tag)
    assert {"t_from", "t_to_my_client", "t_from_my_client", "t_to", "t_entity"} <= seen


def test_sides_amounts_and_times_are_told() -> None:
    made = write_goaml(report_of())
    assert texts(made, "transaction/amount_local") == ["1234.50", "700.00", "650.05"]
    assert texts(made, "transaction/date_transaction")[2] == "2026-03-09T18:15:20"
    assert texts(made, "transaction/t_to_my_client/to_account/account") == ["A-100", "A-100"]
    assert texts(made, "transaction/t_to/to_account/account") == ["X-300"]
    assert texts(made, "transaction/t_to/to_account/institution_code") == ["204711"]
    assert texts(made, "transaction/t_from/from_person/last_name") == ["man", "VICTIM A"]
    assert texts(made, "report_indicators/indicator") == ["HT"]


def test_names_are_written_in_plain_letters_and_recorded() -> None:
    made = write_goaml(report_of())
    written = {one.original: one.written for one in made.names}
    assert written["José"] == "Jose"
    assert written["Кафе Ромашка & Co"] == "Kafe Romashka and Co"
    assert "Jose Grun" in texts(made, "transaction/t_to_my_client/to_account/account_name")
    assert "ALA-LC" in made.summary()


def test_original_names_are_told_where_the_profile_takes_them() -> None:
    profile = replace(load_profile("generic"), original_names=True)
    made = write_goaml(report_of(profile=profile))
    assert set(texts(made, ".//full_name_frn")) == {"José Grün"}


def test_a_possible_victim_is_written_by_role_and_nothing_else() -> None:
    made = write_goaml(report_of())
    for secret in SECRETS:
        assert secret not in made.xml
    person = tree(made).find("transaction[2]/t_from/from_person")
    assert [(node.tag, node.text) for node in person] == [
        ("first_name", "POSSIBLE"),
        ("last_name", "VICTIM A"),
        ("comments", VICTIM_COMMENT),
    ]
    assert validate(made.xml, SCHEMA).is_valid


def test_a_possible_victim_who_holds_an_account_with_a_subject_is_left_out() -> None:
    joint = replace(MAIN, holders=("P1", "V1"))
    report = report_of()
    accounts = (replace(joint, institution_code=""), *report.accounts[1:])
    made = write_goaml(report_of(accounts=accounts))
    assert "-" in texts(made, ".//to_account/institution_code")
    for secret in SECRETS:
        assert secret not in made.xml


def test_a_possible_victim_at_a_counter_is_told_by_role() -> None:
    row = replace(CASH, source=Side(party="V2"))
    made = write_goaml(report_of(transactions=(row,)))
    assert b"Anna" not in made.xml
    assert texts(made, "transaction/t_from/from_person/last_name") == ["VICTIM B"]


def test_where_the_law_names_them_they_are_in_transactions_only() -> None:
    profile = replace(
        load_profile("generic"), identify_victims=True, victims_basis="Act 1", activity="always",
        suspected=True,
    )  # fmt: skip
    made = write_goaml(report_of(profile=profile, narrative="See transactions."))
    assert texts(made, "transaction/t_from_my_client/from_account/account")[0] == "A-200-MARIA"
    assert texts(made, "transaction/t_from_my_client/from_is_suspected")[0] == "false"
    assert "Testova" in texts(
        made, "transaction/t_from_my_client/from_account/signatory/t_person/last_name"
    )
    assert b"Testova" not in etree.tostring(tree(made).find("activity"))
    assert validate(made.xml, SCHEMA).is_valid


def test_marks_of_suspicion_are_of_controllers_and_facilitators() -> None:
    profile = replace(load_profile("generic"), suspected=True)
    made = write_goaml(report_of(profile=profile))
    assert texts(made, "transaction/t_to_my_client/to_is_suspected") == ["true", "true"]
    assert texts(made, "transaction/t_from/from_is_suspected") == ["false"]
    unclear = (replace(COLLECTOR, role=Role.UNCLEAR), FIRM)
    again = write_goaml(report_of(profile=profile, subjects=unclear))
    assert texts(again, "transaction/t_to_my_client/to_is_suspected") == []


def test_without_transactions_the_subjects_are_reported_as_such() -> None:
    made = write_goaml(report_of(kind="SAR", transactions=()))
    parties = tree(made).findall("activity/report_parties/report_party")
    assert [one[0].tag for one in parties] == ["person", "entity"]
    assert parties[0].findtext("reason") == "Possible controller; see the reason of the report."
    assert validate(made.xml, SCHEMA).is_valid
    profile = replace(load_profile("generic"), activity="never")
    none = write_goaml(report_of(kind="SAR", transactions=(), profile=profile))
    assert tree(none).find("activity") is None


def test_everybody_else_who_may_stand_on_a_side() -> None:
    rows = (
        replace(CASH, id="S1", source=Side()),
        replace(CASH, id="S2", source=Side(label="Shop & Sons", is_firm=True)),
        replace(CASH, id="S3", source=Side(label="李", latin_label="Li Wei", country="CN")),
        replace(CASH, id="S4", source=Side(party="P1")),
        replace(CASH, id="S5", source=Side(party="F1")),
        replace(CASH, id="S6", source=Side(label="Cher")),
    )
    made = write_goaml(report_of(transactions=rows))
    sides = [node[-2] for node in tree(made).iter("transaction")]
    told = [(side.tag, side.find("*/last_name"), side.findtext("*/name")) for side in sides]
    assert [tag for tag, _, _ in told] == [
        "t_from", "t_from", "t_from", "t_from_my_client", "t_from", "t_from",
    ]  # fmt: skip
    assert [last.text if last is not None else name for _, last, name in told] == [
        "UNKNOWN", "Shop and Sons", "Wei", "Grun", "Kafe Romashka and Co", "Cher",
    ]  # fmt: skip
    assert sides[2].findtext("from_country") == "CN"


def test_everything_is_escaped_and_control_characters_are_dropped_with_a_record() -> None:
    nasty = "=1+1 <script>alert('x')</script> & \x00\x1b\u202e]]>"
    made = write_goaml(report_of(transactions=(replace(CASH, description=nasty),)))
    assert b"<script>" not in made.xml
    (text,) = texts(made, "transaction/transaction_description")
    assert text == "=1+1 <script>alert('x')</script> & ]]>"
    (change,) = made.changes
    assert change.where == "report/transaction/transaction_description"
    assert change.what == "Left out: U+0000, U+001B, right-to-left override."
    assert change.what in made.summary()


@given(some.text(max_size=50), some.text(max_size=50))
@settings(max_examples=40, deadline=None)
def test_whatever_a_text_holds_the_file_is_valid(description: str, occupation: str) -> None:
    subject = replace(COLLECTOR, occupation=occupation)
    rows = (replace(CASH, description=description), WAGE)
    try:
        report = report_of(subjects=(subject, FIRM), transactions=rows, narrative="Told.")
    except FulcrumError:  # it happened to name somebody
        return
    assert validate(write_goaml(report).xml, SCHEMA).is_valid


def test_long_texts_are_cut_with_a_record_and_a_long_narrative_is_refused() -> None:
    row = replace(CASH, id="T" * 120)
    made = write_goaml(report_of(transactions=(row,)))
    assert texts(made, "transaction/transactionnumber") == ["T" * 100]
    assert "Cut from 120 to 100 characters." in made.summary()
    with pytest.raises(FulcrumError, match="8,001 characters; the form takes 8,000"):
        write_goaml(report_of(narrative="x" * 8001))


def gaps(report: Report) -> list[str]:
    return [f"{one.where}: {one.what}" for one in find_gaps(report)]


def test_what_the_unit_will_not_do_without_is_told_before_a_file_is_written() -> None:
    report = report_of()
    bare = replace(
        report,
        narrative=" ",
        entity=replace(report.entity, id=""),
        transactions=(replace(CASH, place=""),),
    )
    assert gaps(bare) == [
        "entity: id is missing.",
        "transaction T1: place is missing.",
        "narrative: There is no narrative yet.",
    ]
    with pytest.raises(FulcrumError, match=r"not complete \(3\)"):
        write_goaml(bare)
    assert gaps(report) == []


def test_mandatory_parts_of_persons_firms_and_accounts() -> None:
    profile = replace(
        load_profile("generic"),
        mandatory={
            "person": ("birth_date",), "firm": ("phone",), "account": ("branch",),
            "officer": ("phone",),
        },
    )  # fmt: skip
    subjects = (replace(COLLECTOR, birth_date=None), FIRM)
    told = gaps(
        report_of(
            profile=profile, subjects=subjects, accounts=(replace(MAIN, branch=""), WAGES, OUTSIDE)
        )
    )
    assert told == [
        "officer: phone is missing.",
        "subject 1: birth date is missing.",
        "subject 2: phone is missing.",
        "account A-100: branch is missing.",
    ]


def test_what_the_law_wants_and_fulcrum_does_not_hold_is_handed_over() -> None:
    firm = replace(FIRM, address=COLLECTOR.address)
    report = report_of(
        profile=load_profile("are"), currency="AED", subjects=(COLLECTOR, firm),
        accounts=(MAIN, WAGES, OUTSIDE),
    )  # fmt: skip
    document = {"type": "PASSP", "number": "N1", "issue_country": "GB"}
    made = write_goaml(report, {"P1": {"nationality1": "GB", "identification": document}})
    assert set(texts(made, ".//nationality1")) == {"GB"}
    assert set(texts(made, ".//t_person/gender")) == {"-"}
    assert set(texts(made, ".//t_person/identification/number")) == {"N1"}
    assert set(texts(made, "transaction/transmode_comment")) == {"-"}
    assert texts(made, "report_indicators/indicator") == ["WICNB"]
    with pytest.raises(FulcrumError, match="does not ask for 'gender'"):
        write_goaml(report, {"P1": {"gender": "M"}})


def test_statutory_elements_are_of_subjects_and_on_the_profiles_list() -> None:
    report = report_of()
    for key in ("V1", "P1"):
        with pytest.raises(FulcrumError) as told:
            write_goaml(report, {key: {"nationality1": "GB"}})
        assert told.value.where == "statutory"


@pytest.mark.parametrize("name", ["generic", "lux"])
def test_the_examples_write_files(name: str) -> None:
    profile = load_profile(name)
    made = write_goaml(report_of(profile=profile, currency=profile.currency or "GBP"))
    assert validate(made.xml, SCHEMA.replace(b'value="[A-Z]+"', b'value="[A-Z]+"')).is_valid
    assert made.note in made.summary()


def test_another_form_is_refused() -> None:
    report = report_of(profile=load_profile("usa"), kind="SAR", currency="USD")
    with pytest.raises(FulcrumError, match="takes no goAML"):
        write_goaml(report)


def test_a_name_that_cannot_be_written_says_where_it_stands() -> None:
    subjects = (replace(COLLECTOR, last_name="李"), FIRM)
    with pytest.raises(FulcrumError) as told:
        write_goaml(report_of(subjects=subjects))
    assert told.value.where.endswith(("last_name", "account_name"))
    better = (replace(subjects[0], latin_last="Li"), FIRM)
    assert b"<last_name>Li</last_name>" in write_goaml(report_of(subjects=better)).xml


def test_the_same_report_gives_the_same_file() -> None:
    one, other = write_goaml(report_of()), write_goaml(report_of())
    assert one == other
    plain = json.loads(json.dumps(one.to_dict()))
    assert plain["digest"] == one.digest
    assert plain["provenance"]["method"] in one.explain()
    assert one.xml.startswith(b"<?xml version='1.0' encoding='UTF-8'?>")


def test_everybody_mentioned_without_an_account_is_in_no_transaction() -> None:
    assert b"Example" not in write_goaml(report_of(mentioned=(MARIA, ANNA))).xml


def test_a_side_whose_country_nobody_knows_is_a_gap() -> None:
    row = replace(WAGE, source=Side(label="Somebody"))
    assert gaps(report_of(transactions=(row,))) == [
        "transaction T2: the country of its source is missing."
    ]
    known = replace(WAGE, source=Side(label="Somebody", country="FR"))
    made = write_goaml(report_of(transactions=(known,)))
    assert texts(made, "transaction/t_from/from_country") == ["FR"]


def test_without_an_indicator_the_units_default_is_told() -> None:
    assert texts(write_goaml(report_of(indicators=())), "report_indicators/indicator") == ["HT"]
