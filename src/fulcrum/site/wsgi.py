"""The WSGI entry that granian serves."""

import gc
import os

from django.core.wsgi import get_wsgi_application

from fulcrum.apps.ui.rls import deny_by_default

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fulcrum.site.settings")
application = get_wsgi_application()
deny_by_default()
# What was loaded to start with stays for good: without this, each collection walks it again.
gc.collect()
gc.freeze()
