"""Where an organisation's transactions and runs lie on this machine; nothing of them is in the database."""

from datetime import date, timedelta
from pathlib import Path
from re import fullmatch

from django.conf import settings
from django.utils.translation import gettext as _

from fulcrum.kernel.errors import FulcrumError

EPOCH = date(1970, 1, 1)
NAME = r"[A-Za-z0-9][A-Za-z0-9 ._-]{0,99}"


def home_of(tenant_id: int) -> Path:
    """The folder of an organisation."""
    return Path(settings.DATA_DIR) / "screening" / str(tenant_id)


def data_folder(tenant_id: int, name: str) -> Path:
    """Data that was taken in, by the name of its folder.

    Raises:
        FulcrumError: the name could lead somewhere else.
    """
    if not fullmatch(NAME, name) or ".." in name:
        raise FulcrumError(
            _("This is not the name of a folder."),
            where=name[:60],
            mend=_("Use letters, digits, dashes and dots."),
        )
    return home_of(tenant_id) / "data" / name


def run_folder(tenant_id: int, run_id: int) -> Path:
    """The results of a run."""
    return home_of(tenant_id) / "runs" / str(run_id)


def new_data(tenant_id: int) -> list[str]:
    """Folders of the organisation that hold data taken in to the end."""
    folder = home_of(tenant_id) / "data"
    if not folder.is_dir():
        return []
    return sorted(one.name for one in folder.iterdir() if (one / "manifest.json").exists())


def day_of(number: int) -> date:
    """A day number of the engine as a date."""
    return EPOCH + timedelta(days=number)
