"""The part of the command that knows the site: importing it sets Django up.

No other module of `fulcrum.cli` may import Django, the apps or the site (an import contract);
commands import from here inside their functions, so that `fulcrum --help` stays quick.
"""

import os

import django
from django.apps import apps

from fulcrum.kernel.actors import Actor, system_actor

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fulcrum.site.settings")
if not apps.ready:
    django.setup()


def operator() -> Actor:
    """Whoever runs commands on the machine: the installation itself."""
    return system_actor("command line")
