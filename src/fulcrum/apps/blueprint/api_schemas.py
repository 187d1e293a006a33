"""What the API of the Blueprint takes and gives."""

from datetime import date, datetime

from ninja import Field, Schema


class GoalOut(Schema):
    """One of the Goals."""

    id: str
    order: int
    title: str
    summary: str


class ActionOut(Schema):
    """One of the Actions."""

    id: str
    goal: str
    kind: str = Field(description="act_now or initiate.")
    order: int
    title: str
    confirmed: bool = Field(description="False while the title is a working title.")
    actors: list[str] = Field(description="Kinds of actor it addresses.")
    guidance: str


class ItemOut(Schema):
    """One question of the self-assessment."""

    id: str
    title: str
    question: str
    why: str
    weight: int = Field(description="1 to 3.")
    actions: list[str]
    levels: list[str] = Field(description="What is true at levels 0 to 4.")


class AreaOut(Schema):
    """A group of questions with one evaluation."""

    id: str
    order: int
    title: str
    purpose: str
    items: list[ItemOut]


class FrameworkOut(Schema):
    """A release of the framework."""

    code: str
    title: str
    source: str
    published_date: date
    goals: list[GoalOut]
    actions: list[ActionOut]
    areas: list[AreaOut]


class RangeOut(Schema):
    """The range in which an evaluation lies; a point when both ends meet."""

    low: float = Field(description="0 to 1, open questions taken as level 0.")
    high: float = Field(description="0 to 1, open questions taken as level 4.")


class EvaluationOut(Schema):
    """The evaluation of a group of questions."""

    value: RangeOut | None = Field(description="Null when no question of the group applies.")
    item_count: int
    answered_count: int
    not_applicable_count: int
    open_count: int


class AnswerOut(Schema):
    """The answer to one question."""

    item_id: str
    level: int | None = Field(description="0 to 4; null when not answered or not applicable.")
    not_applicable: bool
    reason: str
    note: str
    version: int = Field(description="Send it back when you change the answer.")
    updated_at: datetime


class StepOut(Schema):
    """A practical step; priority is gap × weight ÷ effort."""

    item_id: str
    text: str
    level: int
    gap: int
    weight: int
    effort: int
    priority: float
    actions: list[str]


class ResultOut(Schema):
    """What the answers amount to."""

    overall: EvaluationOut
    areas: dict[str, EvaluationOut]
    goals: dict[str, EvaluationOut]
    actions: dict[str, EvaluationOut]
    steps: list[StepOut] = Field(description="The most worthwhile first.")


class AssessmentOut(Schema):
    """A self-assessment."""

    id: int
    organisation_id: int
    release: str = Field(alias="release.code")
    state: str = Field(description="draft, signed_off, submitted or private.")
    as_of_date: date
    started_at: datetime
    finished_at: datetime | None
    accepted_at: datetime | None
    is_imported: bool
    is_invented: bool


class WholeAssessmentOut(AssessmentOut):
    """A self-assessment with its answers and its result."""

    answers: list[AnswerOut]
    result: ResultOut


class SubmissionOut(AssessmentOut):
    """An assessment submitted to the Secretariat."""

    organisation: str = Field(alias="organisation.name")
    sub_sector: str = Field(alias="organisation.sub_sector")
    country: str = Field(alias="organisation.country")
    overall: RangeOut | None


class NewAssessment(Schema):
    """What a new assessment starts with."""

    as_of_date: date | None = Field(None, description="The day it describes; today by default.")


class GivenAnswer(Schema):
    """An answer; empty means not answered yet."""

    level: int | None = Field(None, ge=0, le=4)
    not_applicable: bool = False
    reason: str = Field("", max_length=2000, description="Needed when it is not applicable.")
    note: str = Field("", max_length=5000)
    version: int = Field(0, ge=0, description="The version you saw; 0 when there was none.")
