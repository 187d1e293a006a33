"""As much of a browser as an import needs: cookies, forms, redirects."""

import re
import secrets
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPResponse
from urllib.parse import urlencode, urlsplit

BOUNDARY = "fulcrum-crash-test"


@dataclass
class Answer:
    """Status, text, and where a redirect leads."""

    status: int
    text: str
    location: str


@dataclass
class Browser:
    """Sends what a person would, with the cookies of a session."""

    url: str
    cookies: dict[str, str]
    token: str = field(default_factory=lambda: secrets.token_hex(16))

    def _ask(self, method: str, path: str, body: bytes = b"", kind: str = "") -> Answer:
        place = urlsplit(self.url)
        connection = HTTPConnection(place.hostname or "", place.port, timeout=30)
        cookies = self.cookies | {"csrf": self.token}
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items())}
        if kind:
            headers["Content-Type"] = kind
        try:
            connection.request(method, path, body or None, headers)
            response: HTTPResponse = connection.getresponse()
            text = response.read().decode("utf-8", "replace")
            return Answer(response.status, text, response.getheader("Location") or "")
        finally:
            connection.close()

    def get(self, path: str) -> Answer:
        """Look at a page."""
        return self._ask("GET", path)

    def post(self, path: str, **fields: str) -> Answer:
        """Send a form."""
        sent = urlencode(fields | {"csrfmiddlewaretoken": self.token}).encode()
        return self._ask("POST", path, sent, "application/x-www-form-urlencoded")

    def send_file(self, path: str, name: str, content: bytes) -> Answer:
        """Send a form with one file."""
        parts = [
            f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="csrfmiddlewaretoken"\r\n\r\n'
            f"{self.token}\r\n".encode(),
            f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n'
            "Content-Type: text/csv\r\n\r\n".encode(),
            content,
            f"\r\n--{BOUNDARY}--\r\n".encode(),
        ]
        return self._ask("POST", path, b"".join(parts), f"multipart/form-data; boundary={BOUNDARY}")


def number_in(address: str) -> int:
    """The id at the end of an address."""
    found = re.search(r"(\d+)\D*$", address)
    assert found, address
    return int(found[1])
