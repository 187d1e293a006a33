"""The file of completed assessments."""

from typing import Any

from fulcrum.apps.parties.forms import UploadForm


class AssessmentFileForm(UploadForm):
    """The file alone: whose assessment a row is stands in the row."""

    source: Any = None
