"""Which words of a sentence tell an event, and in which sense."""

import pytest

from sayso.find.triggers import triggers
from sayso.model.parse import UnitKind
from tests.coding import coding, shipped_finders, told
from tests.lang.parses import parse_of

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Anti-aircraft gunners shot down a reconnaissance drone over Sumy.", ["shot down = ASSAULT/aerial"]),
        ("The helicopter was brought down by a shoulder-fired missile.", ["brought down = ASSAULT/aerial"]),
        ("Rebels downed a government jet near the airport.", ["downed = ASSAULT/aerial"]),
        ("A transport plane was shot down with a missile.", ["shot down = ASSAULT/aerial"]),
        ("The opposition wants to bring down the government by December.", []),
        ("The minister brought down prices before the vote.", []),
        ("Warplanes bombed a fuel depot outside Hodeidah.", ["bombed = ASSAULT/aerial"]),
        ("Government helicopters dropped barrel bombs on the market.", ["dropped = ASSAULT/aerial"]),
        ("Prosecutors dropped charges against the two officers.", []),
        ("The striker was dropped for the final.", []),
        (
            "An air strike flattened a three-storey house.",
            ["air strike = ASSAULT/aerial", "flattened = ASSAULT/destroy"],
        ),
        ("Two drone strikes hit the refinery.", ["drone strikes = ASSAULT/drone", "hit = ASSAULT"]),
        ("The army pounded rebel lines with howitzers.", ["pounded = ASSAULT/heavy-weapons"]),
        ("Militants fired rockets at the barracks.", ["fired = ASSAULT/heavy-weapons"]),
        ("Four mortar shells fell on the bus station.", ["fell = ASSAULT/heavy-weapons"]),
        ("Snow fell on the capital overnight.", []),
        ("The leader fell ill in March.", []),
        ("Oil prices fell on Monday.", []),
        ("Missiles slammed into a residential block in Kharkiv.", ["slammed into = ASSAULT/heavy-weapons"]),
        ("The outpost came under fire from the opposite bank.", ["came under fire = ASSAULT"]),
        ("A patrol came under attack near Menaka.", ["came under attack = ASSAULT"]),
        ("The minister came under fire over the budget.", []),
        ("An army truck struck a landmine near Bosso.", ["struck = ASSAULT/explosives"]),
        ("Their vehicle struck a mine near Kidal.", ["struck = ASSAULT/explosives"]),
        ("A missile struck a coal mine.", ["struck = ASSAULT"]),
        ("Their vehicle hit a roadside bomb.", ["hit = ASSAULT/explosives"]),
        ("Soldiers opened fire on the crowd.", ["opened fire = ASSAULT/firearms"]),
        ("Border guards exchanged fire across the river.", ["exchanged fire = ASSAULT/firearms"]),
        ("An exchange of fire broke out at the checkpoint.", ["exchange of fire = ASSAULT/firearms"]),
        ("Gunmen fired at a minibus in Cauca.", ["fired at = ASSAULT/firearms"]),
        ("Police fired live rounds into the air.", ["fired = ASSAULT/firearms"]),
        ("The president fired his army chief on Tuesday.", []),
        ("The army chief was fired on Tuesday.", []),
        ("Shots were fired at dawn.", ["fired = ASSAULT/firearms"]),
        ("Gunmen shot dead a tribal elder.", ["shot dead = ASSAULT/firearms"]),
        ("The director shot the film in Tunis.", []),
        ("He shot the ball over the bar.", []),
        ("A car bomb exploded outside the courthouse.", ["exploded = ASSAULT/explosives"]),
        ("Anger exploded after the verdict.", []),
        ("Marines fired from the roof at the boats.", ["fired = ASSAULT/firearms"]),
        ("A mortar round came down beside the clinic.", ["came down = ASSAULT/heavy-weapons"]),
        ("Gunmen drove off with four teachers.", ["drove off with = ASSAULT/abduct"]),
        ("Two nurses were taken from a clinic by gunmen.", ["taken = ASSAULT/abduct"]),
        ("Two nurses were taken to hospital.", []),
        ("Sappers defused a bomb under the bridge.", ["defused = COERCE/seize"]),
        ("The brigade set up its headquarters in a school.", ["set up = MOBILIZE/troops"]),
        ("The company set up its headquarters abroad.", ["set up = MOBILIZE/troops"]),
        ("Saboteurs blew up a pipeline in Sinai.", ["blew up = ASSAULT/explosives"]),
        ("A man blew himself up at the gate of the academy.", ["blew himself up = ASSAULT/suicide-attack"]),
    ],
)
def test_fire_from_air_ground_and_hand_is_an_assault(sentence: str, expected: list[str]) -> None:
    assert told(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Fighters struck a base at dawn.", ["struck = ASSAULT"]),
        ("The two sides struck a deal in Nairobi.", ["struck = AGREE"]),
        ("She struck a defiant tone.", []),
        ("Lightning struck the tower.", []),
        ("An earthquake hit the province on Monday.", []),
        ("Warplanes hit rebel targets in Idlib.", ["hit = ASSAULT"]),
        ("The company hit its sales target.", []),
        ("The minister hit his growth target.", []),
        ("Inflation hit a record high.", []),
        ("Insurgents attacked a convoy on the Diffa road.", ["attacked = ASSAULT"]),
        ("The senator attacked the bill as reckless.", []),
        ("He suffered a heart attack at home.", []),
        ("Nurses began a three-day strike over pay.", ["strike = PROTEST/strike"]),
        ("Unions called a general strike for Thursday.", ["general strike = PROTEST/strike"]),
        ("Prisoners went on hunger strike in Evin.", ["hunger strike = PROTEST/hunger"]),
        ("Tens of thousands of workers walked out.", ["walked out = PROTEST/strike"]),
        ("A strike on the bridge cut the road.", ["strike = ASSAULT"]),
        ("The army clashed with dissidents in Arauca.", ["clashed = ASSAULT"]),
        ("The two ministers clashed over the budget.", []),
        ("The government is fighting inflation.", []),
        ("Crews fought a fire at the depot.", []),
        ("The village was burned down by herders.", ["burned down = ASSAULT/destroy"]),
        ("Raiders torched forty huts.", ["torched = ASSAULT/destroy"]),
        ("Demonstrators burned a flag outside the embassy.", []),
        ("The scandal destroyed his reputation.", []),
        ("Gunmen kidnapped three aid workers in Ménaka.", ["kidnapped = ASSAULT/abduct"]),
        ("Bandits took 40 pupils hostage.", ["took = ASSAULT/abduct"]),
        ("The visitors snatched victory in stoppage time.", []),
        ("Guards beat detainees with cables.", ["beat = ASSAULT/beat"]),
        ("Detainees were tortured at a site in Izium.", ["tortured = ASSAULT/torture"]),
        ("The bill was killed in committee.", []),
        ("Lawmakers killed the proposal.", []),
        ("Five soldiers were killed in Borno.", ["killed = ASSAULT"]),
        ("Hackers attacked the ministry's website.", ["attacked = COERCE/cyber"]),
        ("Police fired tear gas at marchers.", ["fired = ASSAULT/crowd-control"]),
        ("Riot police dispersed the crowd with batons.", ["dispersed = ASSAULT/crowd-control"]),
        ("Clouds dispersed in the afternoon.", []),
        ("Attackers hacked two farmers to death.", ["hacked = ASSAULT/primitive"]),
        ("Someone hacked the ministry's email server.", ["hacked = COERCE/cyber"]),
    ],
)
def test_a_word_of_war_needs_an_object_of_war(sentence: str, expected: list[str]) -> None:
    assert told(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Rebels took the town after a week of siege.", ["took = COERCE/seize", "siege = COERCE/restrict"]),
        ("Rebels took part in the ceremony.", []),
        ("The president took a break.", []),
        ("The rebels took Bambari without a shot.", ["took = COERCE/seize"]),
        ("The delegation took the train to Bukavu.", []),
        ("Officers seized power in Niamey.", ["seized = COERCE/seize"]),
        ("Customs agents seized two tonnes of drugs.", ["seized = COERCE/seize"]),
        ("Investors seized the opportunity.", []),
        ("The navy seized a tanker off Bandar Abbas.", ["seized = COERCE/seize"]),
        ("Militia fighters seized a journalist at his home.", ["seized = COERCE/arrest"]),
        pytest.param(
            "Government troops recaptured Wad Madani.",
            ["recaptured = COERCE/seize"],
            marks=pytest.mark.xfail(reason="#2: the parser takes an unknown name for an adverb", strict=True),
        ),
        ("Government troops recaptured the town.", ["recaptured = COERCE/seize"]),
        (
            "The army shelled a town that rebels captured.",
            ["shelled = ASSAULT/heavy-weapons", "captured = COERCE/seize"],
        ),
        ("The film captured the mood of the age.", []),
        ("The city fell to the insurgents in May.", ["fell to = COERCE/seize"]),
        ("Troops entered the village at noon.", ["entered = COERCE/seize"]),
        ("She entered the race for mayor.", []),
        ("Guards beat and arrested the marchers.", ["beat = ASSAULT/beat", "arrested = COERCE/arrest"]),
        ("The marchers were beaten and arrested.", ["beaten = ASSAULT/beat", "arrested = COERCE/arrest"]),
        ("Rebels captured a helicopter.", ["captured = COERCE/seize"]),
        ("Police arrested an opposition leader.", ["arrested = COERCE/arrest"]),
        ("A court jailed two reporters.", ["jailed = COERCE/arrest"]),
        ("Doctors treated him for cardiac arrest.", []),
        ("The junta imposed a curfew in Bamako.", ["imposed = COERCE/curfew"]),
        pytest.param(
            "Rebels captured Mushaki.",
            ["captured = COERCE/seize"],
            marks=pytest.mark.xfail(reason="#2: a name that no gazetteer has may be a person", strict=True),
        ),
        ("The junta imposed a state of emergency.", ["imposed = COERCE/martial-law"]),
        ("The president declared a state of emergency.", ["declared = COERCE/martial-law"]),
        ("Settlers blocked the road to Hebron.", ["blocked = COERCE/restrict"]),
        ("The regulator blocked the merger.", []),
        ("Authorities shut down the internet.", ["shut down = COERCE/censor"]),
        ("The factory shut down in 2019.", []),
        ("Brussels imposed sanctions on four generals.", ["imposed = SANCTION"]),
        ("The city imposed a tax on hotels.", []),
        ("Warsaw expelled three Belarusian diplomats.", ["expelled = SANCTION/expel"]),
        ("The school expelled him.", []),
        ("Washington suspended military aid.", ["suspended = SANCTION/discontinue"]),
        ("The league suspended the midfielder.", []),
    ],
)
def test_force_without_fire_needs_what_can_be_taken_or_shut(sentence: str, expected: list[str]) -> None:
    assert told(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Hundreds protested outside the ministry.", ["protested = PROTEST/demo"]),
        ("Thousands marched through Tbilisi against the law.", ["marched = PROTEST/demo"]),
        ("Residents took to the streets of Sfax.", ["took to the streets = PROTEST/demo"]),
        ("A protest was held in Khartoum.", ["protest = PROTEST/demo"]),
        ("Farmers blocked the motorway.", ["blocked = PROTEST/obstruct"]),
        ("Students hurled stones at the police.", ["hurled stones = PROTEST/riot"]),
        ("The scientist demonstrated the method.", []),
        ("He protested his innocence.", []),
        ("Riots broke out in Kisumu.", ["Riots = PROTEST/riot"]),
        ("Riot police stood by.", []),
        ("Opposition parties boycotted the vote.", ["boycotted = PROTEST/boycott"]),
    ],
)
def test_people_in_the_street_are_a_protest(sentence: str, expected: list[str]) -> None:
    assert told(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Ankara deployed two battalions along the border.", ["deployed = MOBILIZE/troops"]),
        ("Extra troops were deployed to Jonglei.", ["deployed = MOBILIZE/troops"]),
        ("The company deployed new software.", []),
        ("Two brigades are to be deployed in June.", ["deployed = MOBILIZE/troops"]),
        ("Troops massed on the frontier.", ["massed = MOBILIZE/troops"]),
        ("Air defence units were put on high alert.", ["put on high alert = MOBILIZE/troops"]),
        ("The forces were placed on alert on Sunday.", ["placed on alert = MOBILIZE/troops"]),
        ("The fleet held a show of force in the strait.", ["show of force = MOBILIZE/troops"]),
        ("Seoul sent reinforcements to the island.", ["sent reinforcements = MOBILIZE/troops"]),
        ("The army sent a letter to the families.", []),
        ("Kenya sent police officers to Haiti.", ["sent = MOBILIZE/troops"]),
        pytest.param(
            "Pyongyang test-fired a ballistic missile.",
            ["test-fired = MOBILIZE/weapons"],
            marks=pytest.mark.xfail(reason="#2: hyphened verbs are three tokens", strict=True),
        ),
        pytest.param(
            "The missile was test-fired on Monday.",
            ["test-fired = MOBILIZE/weapons"],
            marks=pytest.mark.xfail(reason="#2: hyphened verbs are three tokens", strict=True),
        ),
        ("North Korea fired two ballistic missiles into the sea.", ["fired = MOBILIZE/weapons"]),
        ("The Houthis fired a ballistic missile at Riyadh.", ["fired = ASSAULT/heavy-weapons"]),
        ("The party mobilised its voters.", []),
        ("The team advanced to the semifinals.", []),
        ("Rebel columns advanced on the capital.", ["advanced on = ASSAULT"]),
    ],
)
def test_forces_that_are_moved_or_readied_are_mobilized(sentence: str, expected: list[str]) -> None:
    assert told(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Tehran threatened retaliation against the base.",
            ["threatened = THREATEN/violence", "retaliation = ASSAULT"],
        ),
        ("Forecasters warned of heavy rain.", []),
        ("The army warned of a harsh response.", ["warned = THREATEN"]),
        ("Kigali accused Kinshasa of hiding wanted men.", ["accused = ACCUSE/allege"]),
        (
            "Pretoria condemned the killing of the mediator.",
            ["condemned = ACCUSE/disapprove", "killing = ASSAULT"],
        ),
        ("The junta rejected the proposal.", ["rejected = REJECT"]),
        ("She rejected the allegation.", []),
        ("The envoy met tribal leaders in Marib.", ["met = CONSULT"]),
        ("The project met its deadline.", []),
        ("The factions signed a peace accord in Jeddah.", ["signed = AGREE", "peace accord = AGREE"]),
        ("The striker signed a contract.", []),
        ("The Red Cross delivered food to Zamzam camp.", ["delivered = AID"]),
        ("The minister delivered a speech.", []),
        ("The rebels released nine hostages.", ["released = RETREAT/release"]),
        ("The band released an album.", []),
        ("Gunmen freed dozens of inmates.", ["freed = RETREAT/release"]),
        ("The pirates freed the crew.", ["freed = RETREAT/release"]),
        ("The envoy said that rebels had broken the truce.", ["broken = ASSAULT"]),
        ("Troops withdrew from Kidal.", ["withdrew = RETREAT/withdraw"]),
        ("She withdrew her candidacy.", []),
        (
            "The guerrillas declared a unilateral ceasefire.",
            ["declared = RETREAT/ceasefire", "ceasefire = RETREAT/ceasefire"],
        ),
        ("Sixty fighters laid down their arms.", ["laid down their arms = RETREAT/disarm"]),
        ("Parliament lifted the curfew.", ["lifted = CONCEDE"]),
        ("He lifted the trophy.", []),
    ],
)
def test_speech_and_give_and_take_need_their_matter(sentence: str, expected: list[str]) -> None:
    assert told(sentence) == expected


@pytest.mark.parametrize(
    ("headline", "expected"),
    [
        ("Israel strikes Beirut suburb", ["strikes = ASSAULT"]),
        ("Russia shells Kherson market", ["shells = ASSAULT/heavy-weapons"]),
        ("Ukraine downs Russian helicopter", ["downs = ASSAULT/aerial"]),
        ("Army retakes key border town", ["retakes = COERCE/seize"]),
        ("Gunmen kill seven in Imbabura bar", ["kill = ASSAULT"]),
        pytest.param(
            "Police arrest mayor of Ibadan",
            ["arrest = COERCE/arrest"],
            marks=pytest.mark.xfail(
                reason="#2: the tagger takes the verb of a headline for a noun", strict=True
            ),
        ),
        pytest.param(
            "Jihadists attack village in Mali",
            ["attack = ASSAULT"],
            marks=pytest.mark.xfail(
                reason="#2: the tagger takes the verb of a headline for a noun", strict=True
            ),
        ),
        pytest.param(
            "Militants ambush convoy",
            ["ambush = ASSAULT"],
            marks=pytest.mark.xfail(
                reason="#2: the tagger takes the verb of a headline for a noun", strict=True
            ),
        ),
        pytest.param(
            "Protesters storm parliament",
            ["storm = PROTEST/riot"],
            marks=pytest.mark.xfail(
                reason="#2: the tagger takes the verb of a headline for a noun", strict=True
            ),
        ),
        ("Drone strike kills commander in Tyre", ["Drone strike = ASSAULT/drone", "kills = ASSAULT"]),
        ("At least 20 dead in Mogadishu hotel siege", ["siege = COERCE/restrict"]),
        ("Protests in Nairobi over tax bill", ["Protests = PROTEST/demo"]),
        ("Shelling in Goma", ["Shelling = ASSAULT/heavy-weapons"]),
        ("Minister opens new bridge", []),
        ("Air strikes near Marib", ["Air strikes = ASSAULT/aerial"]),
    ],
)
def test_a_headline_tells_with_its_own_grammar(headline: str, expected: list[str]) -> None:
    assert told(headline, headline=True) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "The Attack on Titan series returns in autumn.",
        "The conference on air defence opened in Riga.",
        "The wounded were flown to Pretoria.",
        "He plays bass in a band called The Clash.",
        "The bombing-range museum is closed on Mondays.",
        "The price of bread rose again.",
        "The committee will meet its target this year.",
        "A battle of ideas is under way in the ruling party.",
        "The airline's new safety drill begins next month.",
        "The tourist ministry fired up its new campaign.",
    ],
)
def test_a_sentence_without_an_event_tells_none(sentence: str) -> None:
    assert told(sentence) == []


def test_the_longest_phrase_is_the_one_trigger_of_its_place() -> None:
    assert told("A suicide car bombing hit the police academy.") == [
        "suicide car bombing = ASSAULT/suicide-attack",
        "hit = ASSAULT",
    ]


def test_triggers_come_in_text_order_and_stand_at_their_heads() -> None:
    found = coding("Rebels ambushed a patrol and burned its trucks before a drone strike stopped them.")
    told_here = [
        (t.span.of(found.parse.text), found.parse.tokens[t.token].text) for t in found.mentions.triggers
    ]
    assert told_here == [("ambushed", "ambushed"), ("burned", "burned"), ("drone strike", "strike")]


def test_a_paragraph_about_the_report_itself_tells_nothing() -> None:
    text = "Rebels attacked a base in Ituri.\n\nRead more: Army bombs rebel camp"
    assert told(text) == ["attacked = ASSAULT"]


def test_furniture_has_no_triggers_whatever_its_words() -> None:
    parse = parse_of("Soldiers shot dead a farmer.", UnitKind.FURNITURE)
    assert list(triggers(parse, shipped_finders().triggers, (), ())) == []
