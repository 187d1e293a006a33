"""Who may read the log."""

from fulcrum.apps.ui.access import add_permission, role_in
from fulcrum.kernel.actors import Role

administrators = role_in(Role.ADMINISTRATOR)

add_permission("audit.view_entry", administrators)
add_permission("audit.export_entry", administrators)
