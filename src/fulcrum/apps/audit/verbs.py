"""How the log's verbs read on a page. Apps add theirs in `ready()`."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Text = str | Promise

_TEXTS: dict[str, Text] = {
    "refuse_access": _("was refused"),
    "start_job": _("started long work"),
    "cancel_job": _("asked long work to stop"),
    "resume_job": _("let long work go on"),
    "open_secret": _("opened a protected record"),
    "erase_subject": _("erased a protected record"),
    "protect_subject": _("protected a record"),
    "grant_subject": _("let an organisation open a protected record"),
    "revoke_subject": _("withdrew a protected record from an organisation"),
    "recover_subject": _("recovered a protected record with two custodians"),
    "make_recovery_key": _("made a recovery key for the custodians"),
    "rotate_recipient": _("replaced an organisation's keys"),
    "reseal_private_keys": _("re-encrypted the private keys"),
    "make_backup": _("made a backup"),
    "restore_backup": _("restored a backup"),
}


def add_verbs(texts: Mapping[str, Text]) -> None:
    """Say how verbs read, as the end of a sentence that starts with who did it."""
    _TEXTS.update(texts)


def verb_text(verb: str) -> str:
    """A verb for people; one nobody described is spelt with spaces."""
    return str(_TEXTS.get(verb, verb.replace("_", " ")))


def known_verbs() -> list[tuple[str, str]]:
    """The described verbs and their texts, in the order of the texts."""
    return sorted(((verb, str(text)) for verb, text in _TEXTS.items()), key=lambda pair: pair[1])
