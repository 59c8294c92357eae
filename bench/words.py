"""The words of the made-up record: parts of sentences, drawn as often as words occur (Zipf).

All vocabulary is invented here. The most frequent word of a part stands first: with a rank drawn by
`ranks`, the second word comes about half as often, the tenth a tenth as often.
"""

from functools import cache

import numpy


def _listed(words: str) -> list[str]:
    return words.split("|")


BODIES = _listed(
    "city council|police department|health ministry|transport agency|school board|water company|"
    "port authority|housing office|labour ministry|statistics bureau|election commission|"
    "power company|food inspectorate|central bank|fire service|prison service|border agency|"
    "road administration|teachers union|university hospital|audit office|tax office|"
    "weather service|coast guard|forest agency|railway operator|airport operator|"
    "consumer association|farmers federation|doctors association|planning department|"
    "regional court|parliament committee|youth council|museum foundation|postal service|"
    "pension fund|environment agency|public broadcaster|refugee office|tenants league|"
    "chamber of commerce|building inspectorate|library network|veterans office|ferry company|"
    "telephone company|cement works|steel works|brewery|dairy cooperative|shipyard|"
    "insurance fund|sports federation|fishing association|rescue service|patent office|"
    "data protection office|competition authority|nuclear regulator"
)
VERBS = _listed(
    "counted|closed|reported|opened|cut|bought|sold|raised|lost|delayed|inspected|approved|"
    "rejected|repaired|replaced|cancelled|doubled|halved|moved|hired|dismissed|registered|"
    "rescued|detained|released|vaccinated|fined|funded|planted|felled|flooded|evacuated|rented|"
    "demolished|renovated|auctioned|recalled|tested|treated|trained|insured|licensed|merged|"
    "banned|restored|measured|surveyed|audited|borrowed|refunded|relocated|withdrew|expanded|"
    "suspended|postponed|certified|confiscated|exported|imported|donated"
)
THINGS = _listed(
    "homes|patients|schools|bridges|buses|arrests|workers|pupils|hospital beds|complaints|"
    "permits|vehicles|accidents|trees|trains|ballots|water meters|vacancies|ambulances|"
    "building sites|shops|teachers|nurses|passengers|flights|court cases|fires|burglaries|"
    "street lamps|wind turbines|solar panels|wells|boats|tonnes of fish|tonnes of waste|hectares|"
    "kilometres of road|kilometres of track|cyclists|pedestrians|volunteers|asylum applications|"
    "loans|grants|subsidies|pensions|scholarships|apprentices|kindergarten places|library books|"
    "museum visitors|concert tickets|radio masts|fibre connections|power cuts|leaking pipes|"
    "landslides|storms|heat deaths|measles cases|blood donations|organ transplants|"
    "dental checks|vaccine doses|speed cameras|parking fines|stolen bicycles|forged banknotes|"
    "phishing mails|faulty meters|expired medicines|contaminated samples|endangered birds|"
    "beehives|wolves|cattle|sheep|vineyards|orchards|greenhouses|grain silos|cargo containers|"
    "ferries|tram stops|level crossings|tunnels|dams|dykes|reservoirs|playgrounds|sports halls|"
    "swimming pools|cinemas|theatres|bakeries|pharmacies|bank branches|post offices|petrol pumps|"
    "charging points|rental flats|hotel rooms|camp sites|market stalls|food parcels|warm meals|"
    "night shelters|prison cells|drones|helicopters|fire engines|rifles|uniforms|"
    "body cameras|identity cards|passports|driving licences|marriage certificates|land titles"
)
KINDS = _listed(
    "new|public|private|local|rural|urban|temporary|unused|old|foreign|damaged|additional|"
    "unlicensed|illegal|young|elderly|part-time|seasonal|regional|municipal|electric|diesel|"
    "unfinished|overcrowded|empty|subsidised|uninsured|abandoned|accessible|emergency|"
    "second-hand|imported|organic|undeclared|unpaid|wooden|coastal|northern|southern|historic|"
    "underground|suburban|automated|mislabelled|refurbished|stateless|leased|disputed|"
    "provisional|cross-border"
)
TIMES = _listed(
    "last year|in the first quarter|since January|in ten years|before the election|"
    "during the summer|in one week|after the storm|over the winter|since the reform|"
    "in the second half of the year|on a single day|between March and June|during the strike|"
    "in the budget year|by the end of May|within a month|since the merger|before the deadline|"
    "during the festival|after the audit|in the past five years|under the old contract|"
    "since the new law|in the dry season|over the holidays|at the turn of the year|"
    "during the trial period|after the elections|in the last decade"
)
ENDINGS = _listed(
    "|, more than ever before|, fewer than planned|, without a public tender|"
    ", although the money was approved|, at twice the cost|, and not a single one since|"
    ", despite the ban|, mostly in the outskirts|, half of them twice|, against its own advice|"
    ", as in the year before|, by mistake|, on the order of a court|, to save money|"
    ", with money from abroad|, under a secret agreement|, for the third time|, in good faith|"
    ", two years late"
)
SAYINGS = _listed(
    "officials said|people there said|the report says|documents show|a spokeswoman said|"
    "residents say|figures show|the minutes say|the office says|a letter says"
)
FILLERS = _listed(
    "The meeting had been called at short notice and lasted well into the evening.|"
    "Nobody in the room wanted to be the first to speak about the costs.|"
    "It is the second time in a few years that the matter has come up.|"
    "Neighbours remember the place as it was before the works began.|"
    "A decision is expected before the next session, though the date is open.|"
    "What follows from it is a question that the lawyers have been asked to answer.|"
    "The building stands at the end of a long street lined with lime trees.|"
    "Several people asked for the papers and were told to come back later.|"
    "Not everyone agrees on how the numbers ought to be read.|"
    "The archive opens on two mornings a week, and the queue is long."
)
FIRST = _listed(
    "Ada|Bela|Carl|Dora|Emil|Fina|Gero|Hana|Ivo|Jana|Kai|Lena|Milo|Nora|Otto|Pia|Quin|Rosa|Sven|"
    "Tara|Ugo|Vera|Wim|Xenia|Yann|Zora"
)
PAPERS = _listed("Courier|Herald|Post|Observer|Gazette|Journal|Times|Chronicle|Radio|Mirror")
SYLLABLES = _listed("ba|den|fi|gos|ku|lam|ni|por|tu|sel|han|mer|ton|dal|ri|wen|cas|bro|vil|ost")
PLACES = 8_000
PARTS = ("body", "place", "verb", "kind", "thing", "time", "ending")


@cache
def names(salt: int) -> list[str]:
    """As many different made-up names as there are places, one list for each `salt`."""
    base = len(SYLLABLES)
    found = []
    for number in range(PLACES):
        code = (number * 3_557 + salt * 131) % base**3 + (number % 2) * base**3
        parts = []
        for _ in range(3 + number % 2):
            code, part = divmod(code, base)
            parts.append(SYLLABLES[part])
        found.append("".join(parts).capitalize())
    return list(dict.fromkeys(found))


def ranks(chance: numpy.random.Generator, among: int, number: int) -> numpy.ndarray:
    """Places in a list, drawn as often as words are used: the n-th about 1/n times as often as the first."""
    drawn = numpy.power(among + 1.0, chance.random(number)).astype(numpy.int32) - 1
    return numpy.minimum(drawn, among - 1)


def draw(chance: numpy.random.Generator, number: int) -> dict[str, numpy.ndarray]:
    """The parts of so many statements, as places in the lists above, and a `value` for each."""
    lists = {
        "body": BODIES,
        "place": names(0),
        "verb": VERBS,
        "kind": KINDS,
        "thing": THINGS,
        "time": TIMES,
        "ending": ENDINGS,
    }
    drawn = {part: ranks(chance, len(lists[part]), number) for part in PARTS}
    sizes = chance.integers(1, 5, number)
    drawn["value"] = (10.0 ** (sizes * chance.random(number) + 1)).astype(numpy.int32)
    return drawn


def statement(parts: dict[str, numpy.ndarray], at: int) -> str:
    """The statement of these parts: "The city council of Badenfi counted 4,310 new homes last year"."""
    return (
        f"The {BODIES[parts['body'][at]]} of {names(0)[parts['place'][at]]} "
        f"{VERBS[parts['verb'][at]]} {parts['value'][at]:,} {KINDS[parts['kind'][at]]} "
        f"{THINGS[parts['thing'][at]]} {TIMES[parts['time'][at]]}{ENDINGS[parts['ending'][at]]}"
    )


def quote(said: str, which: int) -> str:
    """A statement in an article's words, one of a hundred ways."""
    lead, tail = divmod(which % 100, 10)
    said = f"the{said[3:]}"
    if lead < 5:
        return f"{said}, {SAYINGS[tail]}"
    return f"{SAYINGS[tail][0].upper()}{SAYINGS[tail][1:]} that {said}"


def filler(which: int) -> str:
    """One of a hundred passages that stand between quotes."""
    one, other = divmod(which % 100, 10)
    return f"{FILLERS[one]} {FILLERS[other]}"
