"""Who may do what with the framework and with assessments."""

from typing import Any

from fulcrum.apps.ui.access import add_permission, is_signed_in, predicate, role_in
from fulcrum.kernel.actors import Actor, ActorKind, Role

OFFICER = role_in(Role.SECRETARIAT_OFFICER)
LEAD = role_in(Role.INSTITUTION_LEAD)
WRITER = role_in(Role.INSTITUTION_LEAD, Role.INSTITUTION_COLLEAGUE)


@predicate
def owns(actor: Actor, assessment: Any) -> bool:
    """The assessment belongs to the organisation acted for (asked without one: nothing to check)."""
    return assessment is None or actor.is_system or assessment.tenant_id == actor.tenant_id


@predicate
def was_submitted(_actor: Actor, assessment: Any) -> bool:
    """The assessment was submitted to the Secretariat."""
    return assessment is None or assessment.state == "submitted"


@predicate
def is_person(actor: Actor, _obj: Any) -> bool:
    """Not a token: a decision with a name on it is a person's."""
    return actor.kind is not ActorKind.TOKEN


@predicate
def is_shared(_actor: Actor, commitment: Any) -> bool:
    """The commitment is shared with the Secretariat."""
    return commitment is None or commitment.audience != "own"


@predicate
def keeps(actor: Actor, commitment: Any) -> bool:
    """The Secretariat keeps the commitment for an organisation that does not sign in."""
    return commitment is None or (actor.is_secretariat and commitment.tenant_id is None)


add_permission("blueprint.view_framework", is_signed_in)
add_permission("blueprint.manage_releases", OFFICER)
add_permission("blueprint.view_assessments", WRITER)
add_permission("blueprint.view_assessment", (WRITER & owns) | (OFFICER & was_submitted))
add_permission("blueprint.start_assessment", WRITER)
add_permission("blueprint.answer_assessment", WRITER & owns)
add_permission("blueprint.comment_assessment", WRITER & owns)
add_permission("blueprint.sign_off_assessment", LEAD & owns & is_person)
add_permission("blueprint.finish_assessment", LEAD & owns & is_person)
add_permission("blueprint.answer_clarification", WRITER & owns)
add_permission("blueprint.view_submissions", OFFICER)
add_permission("blueprint.review_submission", OFFICER & was_submitted & is_person)
add_permission("blueprint.view_aggregate", OFFICER)
add_permission("blueprint.export_aggregate", OFFICER)
add_permission("blueprint.import_assessments", OFFICER)
add_permission("blueprint.view_commitments", WRITER | OFFICER)
add_permission("blueprint.view_commitment", (WRITER & owns) | (OFFICER & is_shared))
add_permission("blueprint.make_commitment", WRITER | OFFICER)
add_permission("blueprint.change_commitment", (WRITER & owns) | (OFFICER & keeps))
add_permission("blueprint.pledge_commitment", (LEAD & owns & is_person) | (OFFICER & keeps))
add_permission("blueprint.view_reviews", OFFICER)
add_permission("blueprint.import_commitments", OFFICER)
add_permission("blueprint.review_commitment", OFFICER & is_shared & is_person)
add_permission("blueprint.reply_to_dispute", (WRITER & owns) | (OFFICER & is_shared))
add_permission("blueprint.view_state", OFFICER)
add_permission("blueprint.export_state", OFFICER)
add_permission("blueprint.freeze_state", OFFICER & is_person)
add_permission("blueprint.publish_state", OFFICER & is_person)
add_permission("blueprint.decide_naming", LEAD & is_person)
add_permission("blueprint.view_diagnostics", WRITER & owns)
add_permission("blueprint.start_diagnostic", WRITER)
add_permission("blueprint.answer_diagnostic", WRITER & owns)
add_permission("blueprint.record_risk", WRITER & owns)
add_permission("blueprint.finish_diagnostic", LEAD & owns & is_person)
add_permission("blueprint.export_risks", WRITER & is_person)
add_permission("blueprint.view_sources", is_signed_in)
add_permission("blueprint.manage_sources", OFFICER & is_person)
add_permission("blueprint.view_practices", is_signed_in)
add_permission("blueprint.contribute_practice", WRITER | OFFICER)
add_permission("blueprint.change_practice", (WRITER & owns) | OFFICER)
add_permission("blueprint.moderate_practice", OFFICER & is_person)
add_permission("blueprint.view_plans", WRITER & owns)
add_permission("blueprint.make_plan", WRITER)
add_permission("blueprint.change_plan", WRITER & owns)
