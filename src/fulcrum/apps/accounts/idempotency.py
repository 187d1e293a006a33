"""Remembers what POST requests with an Idempotency-Key were answered."""

from datetime import timedelta
from hashlib import sha256

from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from fulcrum.apps.accounts.models import ApiToken, IdempotentAnswer
from fulcrum.apps.ui.api.guards import Run
from fulcrum.apps.ui.api.problems import problem
from fulcrum.kernel.actors import Actor

KEPT = timedelta(days=1)


def _claim(token: ApiToken, key: str, fingerprint: str) -> IdempotentAnswer | None:
    """A new row for this key, or None when the key was used.

    Blocks while another request with the same key is at work: its row is not committed yet.
    """
    IdempotentAnswer.objects.filter(created_at__lte=timezone.now() - KEPT).delete()
    key_hash = sha256(key.encode()).hexdigest()
    try:
        with transaction.atomic():
            return IdempotentAnswer.objects.create(
                token=token, key_hash=key_hash, fingerprint=fingerprint
            )
    except IntegrityError:
        return None


def _replay(request: HttpRequest, token: ApiToken, key: str, fingerprint: str) -> HttpResponse:
    key_hash = sha256(key.encode()).hexdigest()
    kept = IdempotentAnswer.objects.get(token=token, key_hash=key_hash)
    if kept.fingerprint != fingerprint:
        return problem(request, 422, _("This Idempotency-Key was used for another request."))
    response = HttpResponse(kept.body, status=kept.status, content_type=kept.content_type)
    response.headers["Idempotency-Replayed"] = "true"
    return response


def answer_once(
    request: HttpRequest, actor: Actor, key: str, fingerprint: str, run: Run
) -> HttpResponse:
    """Run the operation, or give the answer it was given before under this key.

    The answer is kept in the transaction of what the operation did: either both are there after
    a crash, or neither is. Our own failures (5xx) are not kept, so that they can be tried again.
    """
    token: ApiToken = request.api_token  # type: ignore[attr-defined]
    with transaction.atomic():
        kept = _claim(token, key, fingerprint)
        if kept is None:
            return _replay(request, token, key, fingerprint)
        response = run()
        if response.status_code >= 500:
            transaction.set_rollback(True)
            return response
        kept.status = response.status_code
        kept.content_type = response.headers.get("Content-Type", "")
        kept.body = response.content.decode()
        kept.save()
        return response
