import pytest
from hypothesis import given
from hypothesis import strategies as st

from fulcrum.apps.ui.tabular import FieldSpec, propose_mapping
from fulcrum.apps.ui.tabular.mapping import likeness, normalise

FIELDS = [
    FieldSpec("name", "Name", ("Organisation", "Institution name"), required=True),
    FieldSpec("country", "Country", ("Land", "Pays")),
    FieldSpec("lei", "LEI", ("Legal entity identifier",)),
]


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("NAME", "name"),
        ("Institution_Name", "name"),
        ("institutionName", "name"),
        ("Organization", "name"),
        ("Organisation", "name"),
        ("País/Country", ""),
        ("Contry", "country"),
        ("Legal Entity Identifier (LEI)", "lei"),
        ("Notes", ""),
        ("", ""),
    ],
)
def test_a_heading_finds_its_field(header: str, field: str) -> None:
    found = propose_mapping([header], FIELDS)
    assert [one.field for one in found] == [field] * bool(field)


def test_the_best_pair_wins_and_nothing_is_used_twice() -> None:
    found = propose_mapping(["Names", "Name", "Country", "country"], FIELDS)
    assert [(one.field, one.header) for one in found] == [("name", "Name"), ("country", "Country")]
    assert found[0].score == 1.0


def test_names_are_compared_without_case_accents_and_marks() -> None:
    assert normalise("  Größe_(in %) ") == "grosse in"


@given(one=st.text(max_size=20), other=st.text(max_size=20))
def test_likeness_is_a_share(one: str, other: str) -> None:
    assert 0 <= likeness(normalise(one), normalise(other)) <= 1


@given(headers=st.lists(st.text(max_size=10), max_size=5))
def test_a_mapping_is_one_to_one(headers: list[str]) -> None:
    found = propose_mapping(headers, FIELDS)
    assert len({one.field for one in found}) == len({one.header for one in found}) == len(found)
