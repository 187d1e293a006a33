"""Six scenarios above the indicators. The combinations and weights are ours, not calibrated."""

from fulcrum.engines.screening.indicator import Exploitation
from fulcrum.engines.screening.scenario import Part, Scenario

SCENARIOS = (
    Scenario(
        id="S01",
        name="Controlled sex trade on a circuit",
        story=(
            "Somebody is moved from city to city. Rooms, rides, food and adverts are paid as the "
            "circuit goes on, and takings come in as cash or small transfers and do not stay."
        ),
        exploitation=Exploitation.SEXUAL,
        parts=(
            Part("Moved about", ("I03", "I04", "I07", "I30", "I31", "I34", "I35", "I36", "I37")),
            Part("Advertised", ("I48", "I49", "I50", "I51", "I57", "I58", "I72")),
            Part(
                "Takings",
                ("I01", "I02", "I06", "I12", "I16", "I17", "I25", "I82", "I85", "I14", "I15"),
            ),
        ),
        supports=("I32", "I33", "I38", "I39", "I40", "I41", "I42", "I44", "I54", "I56", "I83"),
        weight=3.0,
        roles=(
            "The account that receives and pays for the circuit is often a controller's; an account "
            "with takings that never stay may belong to the person exploited."
        ),
        next_steps="See who pays for rooms and adverts, and where the takings go within a day.",
        sources=("F16", "F21", "N20"),
    ),
    Scenario(
        id="S02",
        name="Wages captured from workers",
        story=(
            "Several people are paid wages and the money goes at once to the same hand, or their "
            "wages are paid into one account. The workers themselves spend next to nothing."
        ),
        exploitation=Exploitation.LABOUR,
        parts=(
            Part("Wages taken", ("I63", "I64", "I67", "I68", "I75")),
            Part("No life of their own", ("I65", "I15", "I70", "I20", "I71", "I66", "I43", "I45")),
        ),
        supports=("I69", "I74", "I77", "I37", "I10"),
        weight=3.0,
        roles="The payee is a possible controller or facilitator; the workers are possible victims.",
        next_steps="Look at the payee, the employer and the shared address; contact no worker there.",
        sources=("N20", "N14", "FA"),
    ),
    Scenario(
        id="S03",
        name="Recruitment debt",
        story=(
            "Workers pay a recruiter or private lender equal instalments out of their wages for "
            "months, often after fares for others were bought on the same route."
        ),
        exploitation=Exploitation.LABOUR,
        parts=(
            Part("Paid for a debt", ("I75", "I67", "I63")),
            Part("Recruited", ("I69", "I77", "I70", "I37", "I20", "I65")),
        ),
        supports=("I26", "I66", "I74"),
        weight=2.5,
        roles="The lender or recruiter is a possible controller; those who pay are possible victims.",
        next_steps="Compare the instalments with the wage, and ask whether a licence is on record.",
        sources=("N14", "N20", "FA"),
    ),
    Scenario(
        id="S04",
        name="Funnel of a smuggling network",
        story=(
            "Cash is paid in at many places by many people, in amounts below what is reported, and "
            "leaves from one place near a border or by wire within a day or two."
        ),
        exploitation=Exploitation.SMUGGLING,
        parts=(
            Part("Paid in across places", ("I02", "I03", "I05", "I06", "I08", "I16", "I19")),
            Part("Gone at once", ("I07", "I14", "I26", "I27", "I28", "I29")),
        ),
        supports=("I11", "I13", "I20", "I84", "I85"),
        weight=2.5,
        roles="The holder is a possible facilitator; those who pay in may be relatives of people moved.",
        next_steps="List the places and payers, and the city where the money is taken out.",
        sources=("N14", "N23", "F16"),
    ),
    Scenario(
        id="S05",
        name="Domestic servitude",
        story=(
            "A domestic worker's account is run by the employer, or receives no wage, or its wage "
            "goes back, and shows none of the spending of somebody who lives freely."
        ),
        exploitation=Exploitation.DOMESTIC,
        parts=(
            Part("Run by another", ("I76", "I71", "I73", "I63", "I67")),
            Part("No life of their own", ("I65", "I15", "I09", "I14")),
        ),
        supports=("I37", "I77", "I78"),
        weight=2.5,
        roles="The employer is a possible controller; the worker is a possible victim.",
        next_steps="Use the safe-contact guidance: the employer may read every message.",
        sources=("FA", "AU"),
    ),
    Scenario(
        id="S06",
        name="Online exploitation of children",
        story=(
            "Small payments go to people in listed countries with whom there is no tie, often at "
            "night, next to payments to hosts, chat services or in crypto."
        ),
        exploitation=Exploitation.CHILD,
        parts=(
            Part("Small payments abroad", ("I78", "I26")),
            Part("Online trail", ("I50", "I51", "I52", "I54", "I56", "I57", "I58", "I80")),
        ),
        supports=("I01", "I53", "I55"),
        weight=3.5,
        roles="The payer is a possible offender; the receiver may be a facilitator.",
        next_steps="Report without delay where the law says so; make no contact with the payer.",
        sources=("OC", "N20"),
    ),
)
