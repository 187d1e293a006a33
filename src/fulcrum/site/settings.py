"""Django's settings, derived from the one Config class."""

from pathlib import Path

from fulcrum.site.config import load_config
from fulcrum.site.databases import database

CONFIG = load_config()
FULCRUM = CONFIG
DATA_DIR = CONFIG.data_dir.resolve()
DATA_DIR.mkdir(parents=True, exist_ok=True)

DEBUG = False
SECRET_KEY = CONFIG.key("secret_key").hex()
ALLOWED_HOSTS = CONFIG.allowed_hosts
ROOT_URLCONF = "fulcrum.site.urls"
WSGI_APPLICATION = "fulcrum.site.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "accounts.User"
SITE_ID = None

INSTALLED_APPS = [
    "fulcrum.apps.home",
    "fulcrum.apps.screening",
    "fulcrum.apps.open",
    "fulcrum.apps.blueprint",
    "fulcrum.apps.parties",
    "fulcrum.apps.jobs",
    "fulcrum.apps.accounts",
    "fulcrum.apps.audit",
    "fulcrum.apps.vault",
    "fulcrum.apps.ui",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "axes",
    "rules.apps.RulesConfig",
    "django_q",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "fulcrum.apps.ui.middleware.SecurityHeadersMiddleware",
    "fulcrum.apps.open.middleware.PublicSiteMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "fulcrum.apps.accounts.middleware.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "fulcrum.apps.accounts.middleware.ActorMiddleware",
    "fulcrum.apps.ui.rls.RowSecurityMiddleware",
    "fulcrum.apps.accounts.middleware.SecondFactorMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "axes.middleware.AxesMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "fulcrum.apps.ui.shell.shell_context",
            ],
        },
    },
]

DATABASES = {
    "default": database(CONFIG.database_url, DATA_DIR / "fulcrum.sqlite3"),
    # Wrapped keys live apart, with a backup lifetime of their own: destroying them is erasure.
    "vault": database(CONFIG.vault_database_url, DATA_DIR / "vault.sqlite3"),
}
DATABASE_ROUTERS = ["fulcrum.apps.vault.routing.VaultRouter"]

CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("ar", "العربية")]
if CONFIG.showcase:  # shows which texts never passed through gettext
    LANGUAGES.append(("en-xa", "⟦Ƥšéûðö⟧"))
PUBLIC_SITE = CONFIG.public_site or CONFIG.showcase
LOCALE_PATHS = [Path(__file__).parent / "locale"]
TIME_ZONE = "UTC"
USE_TZ = True
USE_I18N = True
FORMAT_MODULE_PATH = ["fulcrum.apps.ui.formats"]

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": DATA_DIR / "files"},
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_MAX_AGE = 31536000
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
# Fonts are for reports, not for pages; the rest is compressed already.
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = ["ttf", "png", "jpg", "webp", "woff2", "gz", "br"]

PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("name", "email")},
    },
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "fulcrum.apps.accounts.backends.AccountBackend",
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "account_login"

_PREFIX = "__Host-" if CONFIG.https else ""
SESSION_ENGINE = "fulcrum.apps.accounts.session_store"
SESSION_COOKIE_NAME = f"{_PREFIX}session"
SESSION_COOKIE_SECURE = CONFIG.https
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 60 * 60 * 12
CSRF_COOKIE_NAME = f"{_PREFIX}csrf"
CSRF_COOKIE_SECURE = CONFIG.https
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "fulcrum.apps.ui.errors.csrf_failure"
LANGUAGE_COOKIE_NAME = f"{_PREFIX}language"
LANGUAGE_COOKIE_SECURE = CONFIG.https
SECURE_HSTS_SECONDS = 63072000 if CONFIG.https else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = CONFIG.https
SECURE_HSTS_PRELOAD = CONFIG.https
SECURE_SSL_REDIRECT = CONFIG.https
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if CONFIG.https else None
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
FILE_UPLOAD_PERMISSIONS = 0o600

ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"  # an invitation proves the address
ACCOUNT_ADAPTER = "fulcrum.apps.accounts.adapters.AccountAdapter"
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 600
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # nobody here signs up, and strangers get no mail from us
ACCOUNT_FORMS = {
    "login": "fulcrum.apps.accounts.forms.signing_in.SignInForm",
    "reset_password": "fulcrum.apps.accounts.forms.signing_in.ForgottenPasswordForm",
    "reset_password_from_key": "fulcrum.apps.accounts.forms.signing_in.NewPasswordForm",
    "change_password": "fulcrum.apps.accounts.forms.signing_in.ChangePasswordForm",
    "reauthenticate": "fulcrum.apps.accounts.forms.signing_in.ReauthenticateForm",
}
ACCOUNT_RATE_LIMITS = {"login_failed": "30/m/ip,10/300s/key"}  # axes counts by account and address
MFA_ADAPTER = "fulcrum.apps.accounts.adapters.MFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = False
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not CONFIG.https
MFA_TOTP_ISSUER = "Fulcrum"
MFA_TOTP_TOLERANCE = 1  # one step of clock drift either way; a used code is refused again
MFA_RECOVERY_CODE_DIGITS = 10
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_FORMS = {
    "authenticate": "fulcrum.apps.accounts.forms.signing_in.SecondFactorForm",
    "reauthenticate": "fulcrum.apps.accounts.forms.signing_in.SecondFactorAgainForm",
    "activate_totp": "fulcrum.apps.accounts.forms.signing_in.ActivateAppForm",
    "add_webauthn": "fulcrum.apps.accounts.forms.signing_in.AddKeyForm",
    "authenticate_webauthn": "fulcrum.apps.accounts.forms.signing_in.KeyForm",
    "reauthenticate_webauthn": "fulcrum.apps.accounts.forms.signing_in.KeyAgainForm",
    "edit_webauthn": "fulcrum.apps.accounts.forms.signing_in.RenameKeyForm",
}
USERSESSIONS_TRACK_ACTIVITY = False

AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_USERNAME_FORM_FIELD = "login"
AXES_LOCKOUT_CALLABLE = "fulcrum.apps.accounts.throttling.locked_response"
AXES_USERNAME_CALLABLE = "fulcrum.apps.accounts.throttling.account_digest"
AXES_CLIENT_IP_CALLABLE = "fulcrum.apps.accounts.throttling.client_address"
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_RESET_ON_SUCCESS = True
AXES_DISABLE_ACCESS_LOG = True  # the audit log holds it
AXES_SENSITIVE_PARAMETERS = ["login", "username", "email", "ip_address", "next"]
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False

API_REQUESTS_PER_MINUTE = 600  # for one token, in one server process

Q_CLUSTER = {
    "name": "fulcrum",
    "orm": "default",
    "workers": 1,
    "timeout": 3600,
    "retry": 3700,
    "max_attempts": 5,
    "ack_failures": True,
    "catch_up": False,
    "poll": 1,
    "save_limit": 500,
    "label": "Jobs",
}

EMAIL_BACKEND = "fulcrum.apps.accounts.mail.ConfiguredBackend"
DEFAULT_FROM_EMAIL = CONFIG.email_from

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": CONFIG.log_level},
    "loggers": {
        "axes": {"level": "ERROR"},  # it names addresses; the audit log says as much
        "django-q": {"level": "WARNING"},  # what becomes of jobs is in their own table
    },
}
