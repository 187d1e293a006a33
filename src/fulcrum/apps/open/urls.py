"""Addresses of the public site; each begins with its language."""

from django.urls import path, register_converter

from fulcrum.apps.open.languages import LanguageConverter
from fulcrum.apps.open.views import framework, implementation, leverage, machine, pages

register_converter(LanguageConverter, "public_language")
HERE = "<public_language:language>/"

urlpatterns = [
    path("sitemap.xml", machine.sitemap, name="open_sitemap"),
    path("robots.txt", machine.robots, name="open_robots"),
    path(HERE, pages.home, name="open_home"),
    path(f"{HERE}about", pages.about, name="open_about"),
    path(f"{HERE}data", pages.data, name="open_data"),
    path(f"{HERE}blueprint", framework.blueprint, name="open_blueprint"),
    path(f"{HERE}blueprint/<str:part>", framework.part, name="open_part"),
    path(f"{HERE}commitments", framework.commitments, name="open_commitments"),
    path(f"{HERE}commitments/<int:pk>", framework.commitment, name="open_commitment"),
    path(f"{HERE}leverage", leverage.catalogue, name="open_leverage"),
    path(f"{HERE}leverage/<int:pk>", leverage.practice, name="open_practice"),
    path(f"{HERE}implementation", implementation.newest, name="open_implementation"),
    path(f"{HERE}implementation/<int:number>", implementation.snapshot, name="open_snapshot"),
    path(
        f"{HERE}implementation/<int:number>/rows",
        implementation.rows,
        name="open_snapshot_rows",
    ),
    path(
        f"{HERE}implementation/<int:number>/<str:name>",
        implementation.file,
        name="open_snapshot_file",
    ),
]
