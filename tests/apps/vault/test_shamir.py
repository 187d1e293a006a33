from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fulcrum.apps.vault.shamir import Share, combine_shares, split_secret
from fulcrum.kernel.errors import FulcrumError


@given(st.binary(min_size=1, max_size=96), st.integers(2, 5), st.integers(0, 3))
def test_any_enough_shares_bring_the_secret_back(secret: bytes, threshold: int, more: int) -> None:
    shares = split_secret(secret, share_count=threshold + more, threshold=threshold)
    for chosen in combinations(shares, threshold):
        assert combine_shares(chosen) == secret
    assert combine_shares(shares) == secret


def test_one_share_fits_every_secret_equally() -> None:
    # The first byte of a share, over many splits of one secret, takes every value.
    seen = {split_secret(b"s", share_count=3, threshold=2)[0].values for _ in range(4000)}
    assert len(seen) > 250


@pytest.mark.parametrize(("count", "threshold"), [(3, 1), (2, 3), (256, 2)])
def test_odd_splits_are_refused(count: int, threshold: int) -> None:
    with pytest.raises(FulcrumError):
        split_secret(b"s", share_count=count, threshold=threshold)


@pytest.mark.parametrize(
    "shares", [[Share(1, b"a"), Share(1, b"a")], [Share(1, b"a"), Share(2, b"ab")]]
)
def test_shares_that_do_not_belong_together_are_refused(shares: list[Share]) -> None:
    with pytest.raises(FulcrumError):
        combine_shares(shares)
