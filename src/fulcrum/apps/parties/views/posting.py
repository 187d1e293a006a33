"""What somebody sent."""

from django.http import HttpRequest, QueryDict


def posted(request: HttpRequest) -> QueryDict | None:
    """What a form was sent with, however little; None when the page is only looked at."""
    return request.POST if request.method == "POST" else None
