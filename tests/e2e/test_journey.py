"""The whole journey, without a pointer, on a showcase as `make run` leaves it.

Invite a colleague → second factor → a draft by two people → evidence → submit → the Secretariat
asks → answer → result → PDF.
"""

import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from email import message_from_bytes
from io import BytesIO
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP
from playwright.sync_api import Browser, BrowserContext, Page, expect
from pypdf import PdfReader

from tests.e2e.conftest import ROOT, Site, free_port, site_environment, wait_for
from tests.e2e.keyboard import Keyboard

pytestmark = pytest.mark.e2e
PASSWORD = "nine unrelated blue lanterns"
COLLEAGUE = "new.colleague@example.org"
QUESTION = "Which branches does the mandate cover?"
REPLY = "All of them, since the board's decision in May."


@pytest.fixture(scope="module")
def showcase(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A showcase built and served by the commands of `make run`."""
    folder, port = tmp_path_factory.mktemp("showcase"), free_port()
    running = Site(f"http://127.0.0.1:{port}", folder, site_environment(folder, port))
    command = [sys.executable, "-m", "fulcrum"]
    subprocess.run([*command, "assets"], env=running.environment, cwd=ROOT, check=True)
    subprocess.run([*command, "showcase"], env=running.environment, cwd=ROOT, check=True)
    log = folder / "server.log"
    with log.open("wb") as output:
        server = subprocess.Popen(
            [*command, "serve"], env=running.environment, cwd=ROOT, stdout=output, stderr=output
        )
        try:
            wait_for(running.url, server, log)
            yield running
        finally:
            server.terminate()
            server.wait(timeout=30)


@pytest.fixture
def visit(showcase: Site, browser: Browser) -> Iterator[Callable[[], Keyboard]]:
    """Opens a browser of its own for another person."""
    contexts: list[BrowserContext] = []

    def open_one() -> Keyboard:
        context = browser.new_context(viewport={"width": 1280, "height": 900})
        contexts.append(context)
        page = context.new_page()
        page.goto(f"{showcase.url}/account/sign-in")
        return Keyboard(page)

    yield open_one
    for context in contexts:
        context.close()


def step_in(keys: Keyboard, role: str) -> Keyboard:
    """Step into a role with one press."""
    keys.press(keys.page.locator(f"button[name='role'][value='{role}']"))
    expect(keys.page.get_by_role("heading", level=1)).to_contain_text("Today")
    return keys


def letter_to(site: Site, address: str) -> str:
    """The link of the newest letter to an address; without a mail server letters are files."""
    files = sorted((site.data_dir / "mail").glob("*"), key=lambda path: path.stat().st_mtime)
    for path in reversed(files):
        message = message_from_bytes(path.read_bytes())
        if message["To"] == address:
            body = message.get_payload(decode=True)
            assert isinstance(body, bytes)
            found = re.search(r"http://\S+", body.decode())
            assert found
            return found.group()
    raise AssertionError(f"no letter to {address}")


def code_of(secret: str) -> str:
    """What an authenticator app shows now (RFC 6238)."""
    import base64  # noqa: PLC0415 - beside its one use

    key = base64.b32decode(secret + "=" * (-len(secret) % 8))
    clock = datetime.now(UTC).timestamp()
    return TOTP(key, 6, SHA1(), 30, enforce_key_length=False).generate(clock).decode()  # noqa: S303 - what apps compute


def join(keys: Keyboard, link: str) -> None:
    """Accept an invitation and set up an app as second factor."""
    keys.page.goto(link)
    keys.type("Your name", "Nadia Verde")
    keys.type("Password", PASSWORD)
    keys.type("Password, again", PASSWORD)
    keys.button("Accept and sign in")
    keys.page.goto(re.sub(r"/invitation/.*", "/account/factors", link))
    keys.link("Set up an app")
    secret = keys.page.locator("code.secret").text_content() or ""
    keys.type("Code", code_of(secret.strip()))
    keys.button("Set up the app")
    expect(keys.page.locator(".codes li").first).to_be_visible()
    keys.link("I have kept them: go on")


def answer(keys: Keyboard, level: int, note: str = "") -> None:
    """Answer the question that is open, and go on to the next open one."""
    page = keys.page
    keys.choose(page.locator("fieldset.levels"), level)
    expect(page.locator("#saved-line")).to_contain_text("Saved at")
    if note:
        keys.type("Note (optional)", note)
    keys.button("Save, then the next open one")


def open_question(keys: Keyboard) -> None:
    """From Today to the next open question of the draft."""
    keys.press(keys.page.locator(".shell-wide a", has_text="Self-assessments").first)
    keys.link("Go on")
    keys.link("Continue")
    expect(keys.page.locator("fieldset.levels")).to_be_visible()


def invite_and_join(lead: Keyboard, colleague: Keyboard, site: Site) -> None:
    """The lead invites; the colleague accepts from the letter and sets up a second factor."""
    lead.press(lead.page.locator(".shell-wide a", has_text="People").first)
    lead.link("Invite somebody")
    lead.type("E-mail", COLLEAGUE)
    lead.choose(lead.page.locator("fieldset", has_text="Role").first, 0)
    lead.button("Send the invitation")
    join(colleague, letter_to(site, COLLEAGUE))
    expect(colleague.page.locator(".page-lead")).to_contain_text("Harbour Mutual Bank")


def attach_a_file(keys: Keyboard, path: Path) -> None:
    """Attach a file to the question that is open."""
    keys.press(keys.page.locator("summary", has_text="Add a file"), leads=False)
    form = keys.page.locator("#evidence form[enctype]")
    keys.reach(form.get_by_label("What it shows"))
    keys.page.keyboard.type("The mandate")
    keys.file(form.get_by_label("File"), path)
    keys.button("Add the file")
    expect(keys.page.get_by_text("The file was added.")).to_be_visible()


def decide(lead: Keyboard) -> None:
    """Check all answers, sign off, submit."""
    lead.press(lead.page.locator(".shell-wide a", has_text="Self-assessments").first)
    lead.link("Go on")
    lead.link("All answers")
    expect(lead.page.get_by_text("The mandate is attached.")).to_be_visible()
    lead.link("Sign off")
    lead.button("Sign off")
    lead.link("Submit to the Secretariat")
    expect(lead.page.get_by_text("cannot be taken back")).to_be_visible()
    lead.button("Submit")
    expect(lead.page).to_have_url(re.compile(r"/result$"))


def ask_and_answer(officer: Keyboard, lead: Keyboard, site: Site) -> None:
    """The Secretariat asks, the lead answers, the Secretariat settles and accepts."""
    officer.press(officer.page.locator(".shell-wide a", has_text="Submissions").first)
    officer.link("Harbour Mutual Bank")
    expect(officer.page.get_by_text("The mandate").first).to_be_visible()
    officer.reach(officer.page.get_by_label("Your message"))
    officer.page.keyboard.type(QUESTION)
    officer.button("Ask the institution")
    expect(officer.page.get_by_text("Your question was sent")).to_be_visible()
    lead.page.goto(site.url)
    lead.link("The Secretariat has a question")
    expect(lead.page.get_by_text(QUESTION)).to_be_visible()
    lead.reach(lead.page.get_by_label("Your message"))
    lead.page.keyboard.type(REPLY)
    lead.button("Answer")
    officer.page.goto(site.url)
    officer.link("2 answers to read")
    officer.link("Harbour Mutual Bank")
    officer.press(officer.page.locator("#questions a").first)
    expect(officer.page.get_by_text(REPLY)).to_be_visible()
    officer.button("Settle this question")
    officer.button("Accept")
    expect(officer.page.get_by_text("The submission is accepted.")).to_be_visible()


def test_from_invitation_to_pdf_by_keyboard(
    showcase: Site, visit: Callable[[], Keyboard], tmp_path: Path
) -> None:
    lead, colleague = step_in(visit(), "institution_lead"), visit()
    invite_and_join(lead, colleague, showcase)
    open_question(colleague)
    evidence = tmp_path / "mandate.txt"
    evidence.write_text("The mandate, as the board adopted it.")
    attach_a_file(colleague, evidence)
    answer(colleague, 2, "The mandate is attached.")
    open_question(lead)
    answer(lead, 3)
    decide(lead)
    ask_and_answer(step_in(visit(), "secretariat_officer"), lead, showcase)
    read_result(lead)


def read_result(lead: Keyboard) -> None:
    """The result's numbers are those of the PDF."""
    page: Page = lead.page
    lead.press(page.locator(".shell-wide a", has_text="Self-assessments").first)
    lead.press(page.locator("table tbody a").first)
    overall = (page.locator(".tile-number").first.text_content() or "").strip()
    assert re.fullmatch(r"\d+(–\d+)?%", overall)
    pdf = page.get_by_role("link", name=re.compile("PDF")).first
    lead.reach(pdf)
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    content = download.value.path().read_bytes()
    reader = PdfReader(BytesIO(content))
    text = " ".join(one.extract_text() for one in reader.pages)
    assert overall in text
    assert "Harbour Mutual Bank" in text
    assert "Invented data" in text
    assert b"pdfuaid" in content
