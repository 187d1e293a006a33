from hypothesis import given
from hypothesis import strategies as st

from fulcrum.apps.accounts.secrets import digest, new_link_secret, new_token, token_prefix


def test_secrets_are_long_and_never_the_same() -> None:
    assert new_link_secret() != new_link_secret()
    assert len(new_link_secret()) >= 43


def test_a_token_is_found_by_its_prefix() -> None:
    secret, prefix = new_token()
    assert secret.startswith(f"fast_{prefix}_")
    assert token_prefix(secret) == prefix


@given(st.text(max_size=100))
def test_what_is_no_token_has_no_prefix_or_one_of_its_middle(text: str) -> None:
    prefix = token_prefix(text)
    assert prefix == "" or text.startswith(f"fast_{prefix}_")


def test_what_is_kept_does_not_tell_the_secret() -> None:
    assert digest("a") != digest("b")
    assert "secret" not in digest("secret")
