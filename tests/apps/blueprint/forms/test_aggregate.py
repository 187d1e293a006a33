"""What is asked of the state of play always makes sense."""

import pytest
from django.utils.datastructures import MultiValueDict
from hypothesis import given
from hypothesis import strategies as st

from fulcrum.apps.blueprint.forms.aggregate import StateOfPlayForm
from fulcrum.apps.blueprint.queries.aggregate import GROUPS, PARTS, Question
from fulcrum.apps.blueprint.spec import ReleaseSpec
from tests.apps.blueprint.making import document

SPEC = ReleaseSpec.model_validate(document())
NAMES = st.sampled_from(["", "sub_sector", "continent", "goal", "area", "action", "nonsense"])


def ask(**data: str) -> tuple[Question, list[str]]:
    """The question, and what was put aside."""
    form = StateOfPlayForm(data, spec=SPEC)
    return form.question(), form.ignored


@pytest.mark.django_db
def test_the_usual_question() -> None:
    assert ask() == (Question("sub_sector", "goal", "overall", "", {}), [])


@pytest.mark.django_db
def test_everything_can_be_asked() -> None:
    asked, ignored = ask(rows="continent", columns="", measure="goal:G1", sub_sector="banking")
    assert ignored == []
    assert asked == Question("continent", "", "goal", "G1", {"sub_sector": "banking"})


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("data", "put_aside"),
    [
        ({"rows": "goal", "columns": "area"}, "Columns"),
        ({"rows": "continent", "columns": "continent"}, "Columns"),
        ({"measure": "goal:G9"}, "Evaluation"),
        ({"continent": "XX"}, "Continent"),
    ],
)
def test_what_makes_no_sense_is_named(data: dict[str, str], put_aside: str) -> None:
    assert ask(**data)[1] == [put_aside]


@pytest.mark.django_db
@given(NAMES, NAMES, st.text(max_size=12), st.sampled_from(["", "AF", "XX"]))
def test_a_question_always_makes_sense(
    rows: str, columns: str, measure: str, continent: str
) -> None:
    data = {"rows": rows, "columns": columns, "measure": measure, "continent": continent}
    asked, _ignored = ask(**data)
    assert asked.rows in {*GROUPS, *PARTS}
    assert asked.columns in {"", *GROUPS, *PARTS}
    assert asked.rows != asked.columns
    assert not {asked.rows, asked.columns} <= PARTS.keys()
    assert asked.filters.get("continent", "AF") == "AF"


@pytest.mark.django_db
def test_repeated_parameters_are_no_trouble() -> None:
    form = StateOfPlayForm(MultiValueDict({"rows": ["goal", "area"]}), spec=SPEC)
    assert form.question().rows in PARTS
