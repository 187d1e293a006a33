"""The showcase: a believable year, all invented."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from django.conf import settings

from fulcrum.apps.home.showcase import build_showcase
from fulcrum.cli.platform.database import migrate
from fulcrum.cli.platform.serving import collect_static
from fulcrum.kernel.errors import FulcrumError


def build(say: Callable[[str], None]) -> bool:
    """Bring the database up to date and fill it; False when it was filled before.

    Raises:
        FulcrumError: this installation is no showcase.
    """
    if not settings.CONFIG.showcase:
        raise FulcrumError(
            "Invented data does not belong where real people sign in.",
            where="FULCRUM_SHOWCASE",
            mend="Set it to true, with a data folder of its own, for a showcase.",
        )
    with ThreadPoolExecutor(1) as beside:  # compressing needs no database, and a core of its own
        collected = beside.submit(collect_static, say)
        migrate(say)
        made: bool = build_showcase(say=say)
        collected.result()
    return made
