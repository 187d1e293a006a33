"""What the public site keeps: when something changed that its pages may show."""

from django.db import models


class PublicChange(models.Model):
    """A change of something that public pages may show; the newest thousand are kept.

    Rows are added, not counted up in one row, so that nobody who writes waits for another; a page
    that was made before any of them is made anew.
    """

    at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return str(self.at)
