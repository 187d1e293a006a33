"""Answer public pages before sessions, sign-in and anything private is even looked at."""

from collections.abc import Callable

from django.conf import settings
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseNotModified,
    HttpResponsePermanentRedirect,
    HttpResponseRedirect,
)
from django.urls import resolve
from django.utils import translation
from django.utils.http import parse_etags, parse_http_date_safe

from fulcrum.apps.open.cache import PAGES, Kept, current_version, finished
from fulcrum.apps.open.languages import first_part, is_language, preferred
from fulcrum.apps.ui.errors import problem_page
from fulcrum.apps.ui.rates import is_too_often
from fulcrum.apps.ui.rls import everything
from fulcrum.kernel.errors import FulcrumError

PLAIN = ("sitemap.xml", "robots.txt")
LONGEST_QUERY = 300
QUERIES_A_MINUTE = 120
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
Answer = Callable[[HttpRequest], HttpResponse]


class PublicSiteMiddleware:
    """Public pages from the cache, or made once and kept; everything else goes on as before."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer a public page, send "/" on to one, or pass the request on."""
        if not settings.PUBLIC_SITE:
            return self.get_response(request)
        if request.path == "/" and _is_nobody(request):
            return HttpResponseRedirect(f"/{preferred(request)}/")
        if is_language(request.path[1:]):
            return HttpResponsePermanentRedirect(f"{request.path}/")
        if not _is_public(request.path):
            return self.get_response(request)
        if request.method not in {"GET", "HEAD"}:
            return HttpResponse(status=405, headers={"Allow": "GET, HEAD"})
        return _answer(request)


def _is_nobody(request: HttpRequest) -> bool:
    """Nobody is signed in here, as far as cookies say, and nobody is offered a role to step into."""
    return settings.SESSION_COOKIE_NAME not in request.COOKIES and not settings.CONFIG.showcase


def _is_public(path: str) -> bool:
    part = first_part(path)
    return is_language(part) or part in PLAIN


def _answer(request: HttpRequest) -> HttpResponse:
    query = request.META.get("QUERY_STRING", "")
    if len(query) > LONGEST_QUERY:
        return HttpResponse("The question is too long.", "text/plain", status=414)
    version = current_version()
    key = f"{request.get_host()}{request.path}?{query}"
    page = PAGES.get(key, version)
    if page is None:
        if query and is_too_often(request, "open", QUERIES_A_MINUTE):
            return HttpResponse("Too many questions. Try again in a minute.", "text/plain", 429)
        response = _made(request)
        if response.status_code != 200 or response.streaming:
            return response
        extra = {
            name: response.headers[name]
            for name in ("Content-Disposition", "Content-Language")
            if name in response.headers
        }
        page = finished(response.content, response.headers["Content-Type"], version, **extra)
        PAGES.keep(key, page, version)
    return _told(request, page)


def _made(request: HttpRequest) -> HttpResponse:
    """Call the page's view; it reads across institutions, and shows only what is public."""
    part = first_part(request.path)
    language = part if is_language(part) else settings.LANGUAGE_CODE
    match = resolve(request.path_info)
    request.resolver_match = match
    with translation.override(language), everything():
        try:
            response: HttpResponse = match.func(request, *match.args, **match.kwargs)
        except FulcrumError as error:  # as views further in are answered
            response = problem_page(request, error)
    response.headers.setdefault("Content-Language", language)
    response.headers.setdefault("Content-Security-Policy", POLICY)
    return response


def _is_known(request: HttpRequest, etag: str, page: Kept) -> bool:
    """Whether the caller has this page already (RFC 9110, 13.1)."""
    asked = request.META.get("HTTP_IF_NONE_MATCH")
    if asked:
        return asked.strip() == "*" or etag in {
            one.removeprefix("W/") for one in parse_etags(asked)
        }
    since = request.META.get("HTTP_IF_MODIFIED_SINCE")
    when = parse_http_date_safe(since) if since else None
    changed = parse_http_date_safe(page.last_modified)
    return when is not None and changed is not None and changed <= when


def _told(request: HttpRequest, page: Kept) -> HttpResponse:
    packs = bool(page.packed) and "gzip" in request.META.get("HTTP_ACCEPT_ENCODING", "")
    etag = f'"{page.etag}{"-gz" if packs else ""}"'
    headers = {
        "ETag": etag,
        "Last-Modified": page.last_modified,
        "Cache-Control": "public, max-age=0, must-revalidate",
        "Vary": "Accept-Encoding",
        "Content-Security-Policy": POLICY,
        **dict(page.extra),
    }
    if _is_known(request, etag, page):
        return HttpResponseNotModified(headers=headers)
    content = page.packed if packs else page.content
    if packs:
        headers["Content-Encoding"] = "gzip"
    headers["Content-Length"] = str(len(content))
    body = b"" if request.method == "HEAD" else content
    return HttpResponse(body, page.content_type, headers=headers)
