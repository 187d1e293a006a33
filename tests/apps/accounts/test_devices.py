import pytest

from fulcrum.apps.accounts.devices import device_text

WINDOWS = "Mozilla/5.0 (Windows NT 10.0; Win64; x64)"
CHROME = "AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0 Safari/537.36"


@pytest.mark.parametrize(
    ("agent", "text"),
    [
        (f"{WINDOWS} Gecko/20100101 Firefox/131.0", "Firefox on Windows"),
        (f"{WINDOWS} {CHROME}", "Chrome on Windows"),
        (f"{WINDOWS} {CHROME} Edg/130.0", "Edge on Windows"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Safari/604.1", "Safari on iPhone"),
        ("Mozilla/5.0 (X11; Linux x86_64)", "Linux"),
        ("curl/8.5", "A device that does not name itself"),
        ("", "A device that does not name itself"),
    ],
)
def test_a_browser_is_named_in_words(agent: str, text: str) -> None:
    assert device_text(agent) == text
