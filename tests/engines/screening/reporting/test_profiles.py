import pytest

from fulcrum.engines.screening.reporting.profile_files import (
    load_profile,
    parse_profile,
    profile_names,
)
from fulcrum.kernel.errors import FulcrumError

NAMES = profile_names()


def test_there_are_a_generic_one_and_examples() -> None:
    assert set(NAMES) >= {"generic", "are", "lux", "usa"}


@pytest.mark.parametrize("name", NAMES)
def test_each_says_that_it_is_not_confirmed(name: str) -> None:
    profile = load_profile(name)
    assert profile.status == "unconfirmed"
    assert profile.note
    assert profile.title
    assert profile.kinds
    assert profile.identify_victims is False


@pytest.mark.parametrize("name", [one for one in NAMES if one != "usa"])
def test_each_goaml_profile_has_a_code_for_everything(name: str) -> None:
    profile = load_profile(name)
    for table in (
        "funds", "modes", "accounts", "statuses", "addresses", "phones", "holders", "indicators",
    ):  # fmt: skip
        assert profile.code(table, "something else")


def test_a_missing_code_is_told() -> None:
    with pytest.raises(FulcrumError, match="no code for 'cash'") as told:
        load_profile("usa").code("funds", "cash")
    assert told.value.where == "codes.funds"


def test_a_profile_that_is_not_there_is_told() -> None:
    with pytest.raises(FulcrumError, match="no profile 'zzz'"):
        load_profile("zzz")


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("title = ", "no TOML"),
        ("", "whose it is"),
        ('title = "A"\nsurprise = 1', "surprise"),
        ('title = "A"\nform = "paper"', "form is none of"),
        ('title = "A"\nstatus = "sure"', "status is none of"),
        ('title = "A"\nactivity = "maybe"', "activity is none of"),
        ('title = "A"\ndate_element = "when"', "date_element is none of"),
        ('title = "A"\nkinds = []', "no kind of report"),
        ('title = "A"\nkinds = "STR"', "no list of words"),
        ('title = "A"\nkinds = [1]', "no list of words"),
        ('title = "A"\ncurrency = "pounds"', "no currency code"),
        ('title = "A"\nsuspected = "yes"', "no true or false"),
        ('title = "A"\ncountry = 7', "no text"),
        ('title = "A"\ncodes = 7', "no table"),
        ('title = "A"\n[codes]\nfunds = 7', "no table"),
        ('title = "A"\n[codes.funds]\ncash = 7', "no text"),
        ('title = "A"\n[limits]\nreason = "long"', "no whole number"),
        ('title = "A"\n[limits]\nreason = true', "no whole number"),
        ('title = "A"\nidentify_victims = true', "by which law"),
        ('title = "A"\n[fillers.person]\ngender = "F"', "nobody knows"),
        ('title = "A"\n[fillers.person]\nnationality1 = "GB"', "nobody knows"),
    ],
)
def test_what_is_wrong_with_a_profile_is_told(text: str, what: str) -> None:
    with pytest.raises(FulcrumError, match=what) as told:
        parse_profile(text, "mine")
    assert told.value.where == "profile mine"
    assert told.value.mend


def test_a_law_that_wants_victims_identified_is_named() -> None:
    text = 'title = "A"\nidentify_victims = true\nvictims_basis = "Act 1, section 2"'
    assert parse_profile(text, "mine").victims_basis == "Act 1, section 2"
