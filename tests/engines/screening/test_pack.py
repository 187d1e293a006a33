"""Every indicator of the pack: complete, cited, tried out; and blind to who people are."""

import re
from importlib.resources import files
from typing import Any

import pytest

from fulcrum.engines.screening.contract import TABLES
from fulcrum.engines.screening.indicator import (
    Exploitation,
    Family,
    Indicator,
    Origin,
    Parameter,
    Scope,
    counts,
)
from fulcrum.engines.screening.pack import PACKS, load_pack
from fulcrum.engines.screening.scenario import Scenario
from fulcrum.engines.screening.sources import SOURCES
from fulcrum.kernel.errors import FulcrumError

PACK = load_pack()
UNITS = {"count", "days", "hours", "hour", "share", "money", "factor", "text"}
# The numbers that guidance itself gives: hours of night, amounts, the same or the next day.
STATED = {("hour", 22), ("hour", 6), ("money", 100), ("money", 3000), ("money", 10000)}
STATED |= {("days", 1), ("days", 2)}
each = pytest.mark.parametrize("one", PACK.indicators.values(), ids=lambda one: one.id)
each_scenario = pytest.mark.parametrize("one", PACK.scenarios.values(), ids=lambda one: one.id)


def numbers(one: Indicator) -> list[Parameter]:
    return [each for each in one.parameters if each.unit != "text"]


def is_sentence(text: str) -> bool:
    return text == text.strip() and text[:1].isupper() and text.endswith(".") and len(text) > 20


def test_all_86_are_there_in_order() -> None:
    assert list(PACK.indicators) == [f"I{number:02}" for number in range(1, 87)]
    assert all(key == one.id for key, one in PACK.indicators.items())


def test_no_two_have_the_same_name() -> None:
    assert len({one.name for one in PACK.indicators.values()}) == len(PACK.indicators)


def test_a_file_is_named_after_its_indicator() -> None:
    names = {path.name for path in files(PACKS["human-trafficking"]).iterdir()}
    for key in PACK.indicators:
        assert len([name for name in names if name.startswith(f"{key.lower()}_")]) == 1, key


@each
def test_it_says_what_it_is(one: Indicator) -> None:
    assert 1 <= len(one.name.split()) <= 6
    for text in (one.measures, one.roles, one.false_positives):
        assert is_sentence(text), text
    assert isinstance(one.family, Family)
    assert one.exploitation
    assert all(isinstance(form, Exploitation) for form in one.exploitation)


@each
def test_it_is_cited(one: Indicator) -> None:
    assert one.sources
    assert set(one.sources) <= set(SOURCES)
    assert all(SOURCES[key].citation for key in one.sources)


@each
def test_its_needs_are_tables_and_columns_there_are(one: Indicator) -> None:
    assert one.needs
    for need in one.needs:
        table, _, column = need.partition(".")
        assert table in TABLES, need
        assert not column or TABLES[table].column(column)


@each
def test_its_parameters_are_documented(one: Indicator) -> None:
    names = [each.name for each in one.parameters]
    assert len(names) == len(set(names))
    for each_one in one.parameters:
        assert each_one.unit in UNITS
        assert each_one.meaning.endswith(".")
        assert each_one.resolved(each_one.default) is not None
    shares = {each.name: each.default for each in one.parameters if each.unit == "share"}
    assert all(0 < float(share) <= 1 for name, share in shares.items() if name != "most"), shares


@each
def test_a_number_that_is_said_to_be_guidance_s_is(one: Indicator) -> None:
    for stated in one.parameters:
        if stated.origin is Origin.SOURCE:
            assert (stated.unit, stated.default) in STATED, stated.name
            assert set(one.sources) != {"OURS"}


@each
def test_each_of_its_numbers_has_a_near_miss(one: Indicator) -> None:
    firing = [case for case in one.fixtures if case.fires]
    assert len(firing) >= 1
    assert len(one.fixtures) - len(firing) >= max(1, len(numbers(one)))
    names = [case.name for case in one.fixtures]
    assert len(names) == len(set(names))


@each
def test_it_can_be_evaluated(one: Indicator) -> None:
    if one.scope is Scope.NETWORK:
        assert one.gather
        assert one.combine
        assert one.find is None
    else:
        assert one.find
        assert one.gather is None
    assert one.lookback > 0
    assert one.absence >= 0
    assert one.weight > 0
    assert not (one.alone and one.weight_only)


def test_only_networks_are_an_alert_by_themselves() -> None:
    """No alert rests on a single indicator of an account: a lone one counts others' accounts."""
    for one in PACK.indicators.values():
        if one.alone:
            assert any(each.unit == "count" for each in one.parameters), one.id
            assert one.exploitation


@each_scenario
def test_a_scenario_names_indicators_there_are(one: Scenario) -> None:
    assert re.fullmatch(r"S\d\d", one.id)
    assert len(one.parts) >= 2
    for part in one.parts:
        assert set(part.indicators) <= set(PACK.indicators)
        assert len(part.indicators) == len(set(part.indicators))
        assert 1 <= part.least <= len(part.indicators)
    assert set(one.supports) <= set(PACK.indicators)
    assert set(one.sources) <= set(SOURCES)
    assert one.weight > 0
    for text in (one.story, one.roles, one.next_steps):
        assert is_sentence(text)
    families = {PACK.indicators[key].family for part in one.parts for key in part.indicators}
    assert len(families) >= 2


def test_scenarios_cover_every_form_of_exploitation_that_has_one() -> None:
    told = {one.exploitation for one in PACK.scenarios.values()}
    assert {Exploitation.SEXUAL, Exploitation.LABOUR, Exploitation.DOMESTIC} <= told
    assert {Exploitation.CHILD, Exploitation.SMUGGLING} <= told


PROTECTED = re.compile(
    r"\b(sex|gender|female|male|woman|women|man|men|girls?|boys?|nationalit(y|ies)|ethnic\w*|race|"
    r"racial|religio\w*|citizenship|skin|born in|place of birth)\b",
    re.IGNORECASE,
)
# Where the words may stand: the sentences that forbid them, and the trade that is looked for.
ALLOWED = re.compile(
    r"(Nothing in it holds sex, nationality or ethnicity, and nothing may|commercial sex|"
    r"sex trade|sex work\w*|sex-trade)",
    re.IGNORECASE,
)


def sources_of_rules() -> list[Any]:
    base = files("fulcrum.engines.screening")
    rules = [*base.iterdir(), *files(PACKS["human-trafficking"]).iterdir()]
    return [path for path in rules if path.name.endswith(".py")]


@pytest.mark.parametrize("path", sources_of_rules(), ids=lambda path: path.name)
def test_no_rule_looks_at_who_people_are(path: Any) -> None:
    text = " ".join(path.read_text("utf-8").split())
    said = PROTECTED.search(ALLOWED.sub("", text))
    assert said is None, text[max(0, said.start() - 60) : said.end() + 60]


def test_no_column_of_the_contract_says_who_people_are() -> None:
    forbidden = re.compile(r"sex|gender|national|ethnic|race|relig|birth|citizen|language")
    for table in TABLES.values():
        for column in table.columns:
            assert not forbidden.search(column.name), f"{table.name}.{column.name}"


def test_a_pack_there_is_not() -> None:
    with pytest.raises(FulcrumError) as told:
        load_pack("tax-evasion")
    assert told.value.what == "There is no typology pack 'tax-evasion'."
    assert told.value.mend == "Known: human-trafficking."


def test_its_digest_is_the_same_each_time() -> None:
    load_pack.cache_clear()
    try:
        assert load_pack().digest == PACK.digest
    finally:
        load_pack.cache_clear()
    assert re.fullmatch(r"[0-9a-f]{64}", PACK.digest)


def test_a_bank_s_own_values_take_the_place_of_defaults() -> None:
    found = PACK.values({"I05": {"report_threshold": 9000.5}})
    assert found["I05"].report_threshold == 900_050
    assert found["I01"].from_hour == 22
    with pytest.raises(AttributeError):
        found["I01"].nothing  # noqa: B018 - asking is the test


@pytest.mark.parametrize(
    ("changes", "what", "mend"),
    [
        ({"I99": {}}, "The pack human-trafficking has no indicator 'I99'.", "screen indicators"),
        ({"I05": {"limit": 1}}, "I05 has no parameter 'limit'.", "It has: "),
        ({"I05": {"report_threshold": "much"}}, "'much' is not a number.", "Give money."),
        ({"I05": {"report_threshold": True}}, "True is not a number.", "Give money."),
    ],
)
def test_values_that_cannot_be_are_told(changes: Any, what: str, mend: str) -> None:
    with pytest.raises(FulcrumError) as told:
        PACK.values(changes)
    assert told.value.what == what
    assert mend in told.value.mend
    assert told.value.where


def test_kinds_of_values() -> None:
    assert counts("least", 3.0, "Of what.").resolved(4) == 4
    share = Parameter("share", 0.5, "share", Origin.OURS, "Of what.")
    assert share.resolved(1) == 1.0
    text = Parameter("words", "a|b", "text", Origin.OURS, "Which.")
    assert text.resolved("c") == "c"
