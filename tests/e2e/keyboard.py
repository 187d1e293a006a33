"""A person without a pointer: everything by Tab, arrows, Space and Enter, as a screen offers it."""

from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Locator, Page, TimeoutError, expect  # noqa: A004 - its own

MOST_STOPS = 150
IS_FOCUSED = "element => element === document.activeElement"
HAS_OUTLINE = """element => {
  const style = getComputedStyle(element);
  return style.outlineStyle !== 'none' || style.boxShadow !== 'none';
}"""


@dataclass(frozen=True, slots=True)
class Keyboard:
    """The keys of one page; no method touches the pointer."""

    page: Page

    def reach(self, target: Locator) -> None:
        """Tab to an element, as far as a patient person would."""
        expect(target).to_be_visible()
        for _ in range(MOST_STOPS):
            if target.evaluate(IS_FOCUSED):
                assert target.evaluate(HAS_OUTLINE), f"the focus on {target} cannot be seen"
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"{target} was not reached by {MOST_STOPS} Tabs")

    def press(self, target: Locator, *, leads: bool = True) -> None:
        """Reach a link or button and press it; wait for where it leads, if it does."""
        self.reach(target)
        if not leads:
            self.page.keyboard.press("Enter")
            return
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def file(self, target: Locator, path: Path) -> None:
        """Open a field's file chooser with Enter, and choose.

        Playwright turns the chooser's interception on beside the key press, and at times after it;
        the browser then has no window to open, and the key is pressed again.
        """
        self.reach(target)
        for tries_left in (2, 1, 0):
            try:
                with self.page.expect_file_chooser(timeout=5000) as chooser:
                    self.page.keyboard.press("Enter")
            except TimeoutError:
                if not tries_left:
                    raise
            else:
                chooser.value.set_files(path)
                return

    def button(self, name: str) -> None:
        """Press the button of this name."""
        self.press(self.page.get_by_role("button", name=name).first)

    def link(self, name: str) -> None:
        """Follow the link of this name."""
        self.press(self.page.get_by_role("link", name=name).first)

    def type(self, label: str, text: str) -> None:
        """Fill the field of this label, replacing what it holds."""
        self.reach(self.page.get_by_label(label, exact=True).first)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.type(text)

    def choose(self, group: Locator, number: int) -> None:
        """Choose among radio buttons: into the group by Tab, along it by the arrow."""
        choices = group.get_by_role("radio")
        checked = group.locator("input[type=radio]:checked")
        first = checked.first if checked.count() else choices.first
        self.reach(first)
        self.page.keyboard.press("Space")
        for _ in range(choices.count()):
            if choices.nth(number).is_checked():
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"choice {number} was not reached")

    def select(self, label: str, option: str) -> None:
        """Choose in a list by typing what the option begins with."""
        field = self.page.get_by_label(label, exact=True).first
        self.reach(field)
        self.page.keyboard.type(option)
        expect(field.locator("option:checked")).to_contain_text(option)

    def attach(self, label: str, path: Path) -> None:
        """Open the file field's dialogue by the keyboard and choose a file."""
        self.reach(self.page.get_by_label(label, exact=True).first)
        with self.page.expect_file_chooser() as chooser:
            self.page.keyboard.press("Enter")
        chooser.value.set_files(path)
