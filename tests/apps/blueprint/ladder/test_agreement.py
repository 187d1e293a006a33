import pytest

from fulcrum.apps.blueprint.ladder.agreement import agreement_of


def test_kappa_of_the_textbook() -> None:
    """50 grant proposals read by two: 20 yes/yes, 5 yes/no, 10 no/yes, 15 no/no give kappa 0.4.

    The worked example of en.wikipedia.org/wiki/Cohen's_kappa, which computes it from Cohen (1960).
    """
    pairs = [("y", "y")] * 20 + [("y", "n")] * 5 + [("n", "y")] * 10 + [("n", "n")] * 15
    found = agreement_of(pairs)
    assert found.count == 50
    assert found.share == pytest.approx(0.7)
    assert found.kappa == pytest.approx(0.4)


def test_without_pairs_nothing_is_said() -> None:
    found = agreement_of([])
    assert (found.count, found.share, found.kappa) == (0, None, None)


def test_one_code_alone_has_no_kappa() -> None:
    found = agreement_of([("a", "a")] * 3)
    assert (found.share, found.kappa) == (1, None)
