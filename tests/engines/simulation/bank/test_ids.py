import numpy as np
import pytest

from fulcrum.engines.simulation.bank.ids import ids, scatter
from fulcrum.engines.simulation.bank.numbers import Numbers


@pytest.mark.parametrize("bits", [10, 20, 40, 60])
def test_scattering_is_a_bijection(bits: int) -> None:
    numbers = np.arange(1_024)
    found = scatter(numbers, bits, 99)
    assert len(set(found.tolist())) == 1_024
    assert int(found.max()) < 1 << bits
    if bits == 10:
        assert sorted(found.tolist()) == numbers.tolist()


def test_identifiers_do_not_tell_the_order() -> None:
    numbers = np.arange(20_000)
    text = ids(numbers, salt=5, prefix="A", width=8)
    assert text.shape == (20_000, 9)
    assert len(np.unique(text, axis=0)) == 20_000
    value = text[:, 1:].astype(float) @ (32.0 ** np.arange(7, -1, -1))
    assert abs(np.corrcoef(numbers, value)[0, 1]) < 0.03


def test_accounts_here_and_elsewhere_look_alike() -> None:
    numbers = Numbers(7)
    near, far = numbers.accounts(np.array([3])), numbers.accounts(np.array([1 << 27]))
    assert near.shape == far.shape
    assert near[0, 0] == far[0, 0]
    assert numbers.address(1) != numbers.address(2)
    assert len(numbers.phone(5)) == 11
    assert numbers.email(0, 5).endswith("@example.org")
    assert numbers.ip(9).startswith("10.")
