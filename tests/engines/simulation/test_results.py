import json

import pytest

import fulcrum.engines.simulation as engine
from fulcrum.engines.simulation import Institutions


def test_the_summary_counts(simulated: Institutions) -> None:
    first, second, third = simulated.summary().splitlines()
    assert first.startswith("200 institutions in ")
    assert first.endswith("4 rows twice, 4 spelt differently.")
    assert second == "150 assessments of 137 institutions, 13 of them twice."
    assert third == "Invented by fulcrum simulate, seed 7."


def test_it_explains_its_method_and_whose_it_is(simulated: Institutions) -> None:
    assert "graded response model" in simulated.explain()
    assert "Samejima" in simulated.explain()


def test_as_plain_values_it_is_whole(simulated: Institutions) -> None:
    plain = json.loads(json.dumps(simulated.to_dict()))
    assert len(plain["institutions"]) == 200
    assert plain["assessments"][0]["as_of_date"] == simulated.assessments[0].as_of_date.isoformat()
    assert plain["provenance"]["seed"] == 7


def test_the_sheet_of_assessments_holds_each_answer_in_its_column(simulated: Institutions) -> None:
    cells = list(simulated.assessment_cells())
    for one, row in zip(simulated.assessments, cells, strict=True):
        assert row["organisation"] == one.organisation
        assert row["release"] == "2019.1"
        given = {answer.item_id: answer.cell for answer in one.answers}
        notes = {f"{answer.item_id}:note": answer.note for answer in one.answers if answer.note}
        assert {name: row[name] for name in row if name in given or name in notes} == given | notes
        assert len(row) == 4 + len(given) + len(notes)


def test_there_is_no_other_name() -> None:
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        engine.nothing  # noqa: B018 - looked up for its error
