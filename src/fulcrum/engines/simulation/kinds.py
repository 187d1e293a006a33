"""What kinds of institution there are, how common, how large, and where they sit in ISIC."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of actor.

    Attributes:
        actor_type: its code in the parties' choices.
        sub_sector: the sub-sector it belongs to.
        group: how names say it (`names.GROUPS`).
        sector_code: ISIC Revision 4.
        weight: how many there are, against other kinds.
        sizes: how likely each size band is, the smallest first.
    """

    actor_type: str
    sub_sector: str
    group: str
    sector_code: str
    weight: float
    sizes: tuple[float, ...]


SIZE_BANDS = ("micro", "small", "medium", "large", "very_large")

KINDS = (
    Kind("retail_bank", "banking", "bank", "6419", 24, (0, 2, 5, 9, 5)),
    Kind("private_bank", "banking", "bank", "6419", 5, (0, 3, 5, 3, 0)),
    Kind("correspondent_bank", "banking", "bank", "6419", 6, (0, 0, 2, 5, 5)),
    Kind("asset_manager", "investment", "investor", "6630", 12, (1, 5, 5, 3, 1)),
    Kind("asset_owner", "investment", "investor", "6530", 7, (1, 5, 4, 1, 0)),
    Kind("private_equity", "investment", "investor", "6430", 4, (3, 5, 2, 0, 0)),
    Kind("insurer", "insurance", "insurer", "6512", 10, (0, 2, 4, 6, 2)),
    Kind("reinsurer", "insurance", "insurer", "6520", 2, (0, 1, 3, 3, 1)),
    Kind("dfi", "development_finance", "development", "6499", 6, (0, 2, 4, 3, 0)),
    Kind("regulator", "public_authority", "authority", "84", 6, (0, 1, 4, 4, 0)),
    Kind("central_bank", "public_authority", "authority", "6411", 3, (0, 0, 2, 5, 1)),
    Kind("microfinance", "inclusive_finance", "inclusive", "6492", 8, (2, 5, 4, 1, 0)),
    Kind("mobile_money", "inclusive_finance", "inclusive", "6619", 3, (1, 3, 4, 2, 0)),
    Kind("fintech", "technology_and_data", "technology", "6619", 6, (3, 5, 3, 1, 0)),
    Kind("data_firm", "technology_and_data", "technology", "63", 2, (2, 4, 3, 1, 0)),
    Kind("auditor", "professional_services", "services", "69", 3, (1, 3, 3, 3, 1)),
    Kind("association", "professional_services", "services", "94", 2, (4, 3, 1, 0, 0)),
)
WEIGHTS = {kind: kind.weight for kind in KINDS}
# What an institution may be besides.
BESIDES = {
    "retail_bank": ("private_bank", "mobile_money", "microfinance"),
    "correspondent_bank": ("retail_bank", "private_bank", "asset_manager"),
    "insurer": ("asset_owner", "reinsurer"),
    "asset_manager": ("private_equity",),
    "fintech": ("mobile_money", "data_firm"),
}
