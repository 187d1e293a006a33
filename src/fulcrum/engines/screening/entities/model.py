"""The model of shared identity: Fellegi and Sunter's (1969), evaluated by splink.

Two comparisons. Given names: equal, alike (Jaro–Winkler), or not. Contacts: e-mail, telephone,
address, surname and town together, because families share several of them at once: compared one by
one they are counted twice, and at probability 0.9 four pairs of five were families in our trials;
together, one in a hundred. No sex, nationality, ethnicity or date of birth is compared.

Estimating m by expectation maximisation was tried and left: it takes the household for the person.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from fulcrum.kernel.errors import FulcrumError

NAMES_ALIKE = 0.88  # Jaro–Winkler
SURNAMES_ALIKE = 0.9
_S = f"jaro_winkler_similarity(surname_l, surname_r) >= {SURNAMES_ALIKE}"
_E, _P, _A = "email_l = email_r", "phone_l = phone_r", "address_l = address_r"
TOWN = "surname_town"


@dataclass(frozen=True, slots=True)
class Level:
    """One level of the contacts.

    Attributes:
        code: what agrees.
        condition: SQL over both records.
        m: share of true pairs at this level; ours.
        others: how many other people a person agrees with so, by chance or household; ours, and
            counted in the data where there is enough.
    """

    code: str
    condition: str
    m: float
    others: float


# The first that holds counts.
CONTACT_LEVELS = (
    Level("email_phone", f"{_E} AND {_P}", 0.25, 0.001),
    Level("email_address", f"{_E} AND {_A}", 0.10, 0.03),
    Level("email", _E, 0.10, 0.005),
    Level("phone_address_surname", f"{_P} AND {_A} AND {_S}", 0.17, 0.2),
    Level("phone_address", f"{_P} AND {_A}", 0.03, 0.05),
    Level("phone_surname", f"{_P} AND {_S}", 0.10, 0.02),
    Level("phone", _P, 0.05, 0.02),
    Level("address_surname", f"{_A} AND {_S}", 0.10, 0.8),
    Level("address", _A, 0.03, 0.3),
    Level(TOWN, "surname_l = surname_r AND city_l = city_r", 0.05, 10.0),
)
# m and u of given names; ours.
GIVEN = {"equal": (0.6, 0.005), "alike": (0.2, 0.01), "other": (0.2, 0.985)}
# Who shares both e-mail and telephone is mostly one person: counting would count true pairs.
NEVER_COUNTED_ABOVE = {"email_phone": 0.001}


def require_splink() -> None:
    """Refuse to go on without the extra.

    Raises:
        FulcrumError: splink is not installed.
    """
    try:
        import splink  # noqa: F401, PLC0415 - an extra
    except ImportError:
        raise FulcrumError(
            "Shared identity by probability needs the extra `identity`, which is not installed.",
            where="identity",
            mend="Run `pip install 'fulcrum-fast[identity]'`, or ask for exact links only.",
        ) from None


def settings(others: Mapping[str, float], parties: int, share: float, *, frequencies: bool) -> Any:
    """Splink's settings.

    Args:
        others: by level, as `Level.others` says.
        parties: how many there are.
        share: of them expected to have a second record.
        frequencies: whether a rare given name says more than a frequent one.
    """
    from splink import SettingsCreator, block_on  # noqa: PLC0415 - an extra

    return SettingsCreator(
        link_type="dedupe_only",
        unique_id_column_name="party_id",
        comparisons=[_given(frequencies=frequencies), _contacts(others, parties)],
        blocking_rules_to_generate_predictions=[
            block_on("kind", "email"),
            block_on("kind", "phone"),
            block_on("kind", "address"),
            block_on("kind", "surname", "city", "left(given, 1)"),
        ],
        probability_two_random_records_match=min(share / parties, 0.5),
        retain_intermediate_calculation_columns=False,
        additional_columns_to_retain=["surname", "phone", "email", "address", "city"],
    )


def _given(*, frequencies: bool) -> Any:
    import splink.comparison_level_library as levels  # noqa: PLC0415 - an extra
    from splink.comparison_library import CustomComparison  # noqa: PLC0415 - an extra

    equal = levels.ExactMatchLevel("given").configure(
        m_probability=GIVEN["equal"][0], u_probability=GIVEN["equal"][1]
    )
    if frequencies:
        equal = equal.configure(tf_adjustment_column="given", tf_adjustment_weight=1.0)
    return CustomComparison(
        output_column_name="given",
        comparison_levels=[
            levels.NullLevel("given"),
            equal,
            levels.JaroWinklerLevel("given", NAMES_ALIKE).configure(
                m_probability=GIVEN["alike"][0], u_probability=GIVEN["alike"][1]
            ),
            levels.ElseLevel().configure(
                m_probability=GIVEN["other"][0], u_probability=GIVEN["other"][1]
            ),
        ],
    )


def _contacts(others: Mapping[str, float], parties: int) -> Any:
    import splink.comparison_level_library as levels  # noqa: PLC0415 - an extra
    from splink.comparison_library import CustomComparison  # noqa: PLC0415 - an extra

    chance = {one.code: min(others[one.code] / parties, 0.05) for one in CONTACT_LEVELS}
    made: list[Any] = [
        levels.CustomLevel(
            "coalesce(email_l, phone_l, address_l, surname_l) IS NULL "
            "OR coalesce(email_r, phone_r, address_r, surname_r) IS NULL",
            "nothing known",
        ).configure(is_null_level=True)
    ]
    made += [
        levels.CustomLevel(one.condition, one.code).configure(
            m_probability=one.m, u_probability=chance[one.code]
        )
        for one in CONTACT_LEVELS
    ]
    rest = 1 - sum(one.m for one in CONTACT_LEVELS)
    made.append(
        levels.ElseLevel().configure(m_probability=rest, u_probability=1 - sum(chance.values()))
    )
    return CustomComparison(output_column_name="contacts", comparison_levels=made)
