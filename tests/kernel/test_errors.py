import pytest

from fulcrum.kernel.errors import ConflictError, FulcrumError, RefusedError


@pytest.mark.parametrize(
    ("error", "text"),
    [
        (FulcrumError("It is wrong."), "It is wrong."),
        (FulcrumError("It is wrong.", where="row 3"), "row 3: It is wrong."),
        (FulcrumError("It is wrong.", mend="Mend it."), "It is wrong. Mend it."),
        (FulcrumError("It is.", where="a.csv", mend="Mend it."), "a.csv: It is. Mend it."),
    ],
)
def test_an_error_says_where_what_and_how_to_mend_it(error: FulcrumError, text: str) -> None:
    assert str(error) == text


@pytest.mark.parametrize("kind", [ConflictError, RefusedError])
def test_kinds_of_error_are_all_for_people(kind: type[FulcrumError]) -> None:
    error = kind("No.", where="here", mend="Ask.")
    assert isinstance(error, FulcrumError)
    assert (error.what, error.where, error.mend) == ("No.", "here", "Ask.")
