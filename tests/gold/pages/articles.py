# ruff: noqa: E501  # lines of prose
"""Articles for the pages: our own, in several languages; nothing in them happened."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Article:
    """What a page must give back; `paragraphs` without title, captions and bylines."""

    title: str
    day: date
    language: str
    paragraphs: tuple[str, ...]
    author: str = "Marta Oyelaran"
    outlet: str = "The Harbour Post"


SHELLING = Article(
    "Seven killed as shells hit market in Orevo",
    date(2022, 3, 14),
    "en",
    (
        "Seven people were killed and at least 20 wounded on Monday when shells hit a market in the eastern town of "
        "Orevo, the regional governor said.",
        "The shells landed shortly after 11 a.m. local time, when the square was crowded with people buying bread, "
        "Governor Pavel Rusan told reporters at the scene.",
        "He blamed separatist artillery posted in the hills north of the river. A spokeswoman for the separatists "
        "denied that their guns had fired on the town and said that government troops had shelled the market "
        "themselves.",
        '"We have no positions within range of Orevo," she said in a message on Telegram.',
        "Neither account could be checked. A team of international monitors said that it had counted 14 craters and "
        "would publish its findings later this week.",
        "Doctors at the district hospital said that three of the wounded were children. Two of them were taken by "
        "helicopter to the capital.",
        "Orevo, a town of 30,000 people, has changed hands twice since the fighting began in January.",
    ),
)
CONVOY = Article(
    "Army says 12 soldiers die in ambush on supply convoy",
    date(2019, 1, 24),
    "en",
    (
        "Twelve soldiers were killed when gunmen ambushed a supply convoy near the border with Sarkand, the army said "
        "in a statement on Thursday.",
        "The attackers set off a roadside bomb under the first truck and opened fire from both sides of the road, "
        "Colonel Idris Bako said. Five of them were shot dead before the others fled on motorcycles.",
        "No group has claimed the attack. The army blamed fighters loyal to the Northern Brotherhood, which has "
        "carried out similar raids over the last two years.",
        "A shepherd who saw the attack from a hill said by telephone that he had counted at least 20 bodies on the "
        "road. He asked not to be named for fear of reprisals.",
        "The convoy was carrying fuel and flour to the garrison at Tessal, which has been cut off by floods since the "
        "beginning of the month.",
        "The defence minister cut short a visit abroad and is expected to speak in parliament on Friday.",
    ),
    author="Yusuf Adeyemi",
    outlet="Sahel Courier",
)
DRONES = Article(
    "Port city counts the cost after night of drone strikes",
    date(2023, 9, 5),
    "en",
    (
        "Grain silos were still burning in the port of Vylkha on Tuesday morning after what officials called the "
        "largest drone attack on the city this year.",
        "Air defences shot down 17 of 23 drones, the air force said. The rest hit two silos, a ferry terminal and a "
        "block of flats in which a woman of 61 was killed.",
        "The mayor, Iryna Dovzhan, said that eleven people had been hurt, among them two firefighters who were struck "
        "when a drone hit the same silo for a second time.",
        "The defence ministry of the neighbouring country said that its forces had struck depots of fuel and "
        "ammunition, and that all targets had been destroyed. It made no mention of grain.",
        "Insurers said that the attack would raise the cost of shipping through the gulf, which had only just come "
        "down after the agreement of July.",
        '"Every time we repair something, they come back," said Petro Hlyva, who has worked at the terminal for 30 '
        "years. He was sweeping glass from the floor of the ticket hall.",
        "The president promised more air defences for the coast. Opposition politicians asked why the guns that were "
        "promised in spring had not come.",
        "A court in the capital meanwhile sentenced a former customs officer to nine years in prison for passing the "
        "positions of air defences to the enemy.",
    ),
    author="Lena Brandt and Oleh Sava",
)
CEASEFIRE = Article(
    "Rivals trade blame as truce frays in the valley",
    date(2021, 11, 8),
    "en",
    (
        "A truce between the government and valley militias came close to collapse on Monday after each side accused "
        "the other of opening fire across the line of contact.",
        "The militias said that two of their men had been killed by snipers near the village of Kamsar. The interior "
        "ministry said that its police had answered fire from a school that the militias hold.",
        "Mediators from the regional bloc called for an urgent meeting of the joint commission, which has not met "
        "since August.",
        "At least 40 people have been killed in breaches of the truce since it was signed in May, by the count of a "
        "local group that watches it.",
        "Both sides say that they want the talks to go on.",
    ),
    author="Staff reporter",
)
RAID = Article(
    "Police storm compound, free 34 hostages",
    date(2020, 6, 30),
    "en",
    (
        "Police commandos stormed a compound on the edge of the forest before dawn on Tuesday and freed 34 people who "
        "had been held there for two weeks, the police chief said.",
        "Four kidnappers were killed and nine arrested. One officer was wounded in the leg.",
        "The hostages, most of them passengers of two buses that were stopped on the road to Marwa on June 16, were "
        "taken to a military hospital. Some could hardly walk, a nurse said.",
        "Families had gathered outside the hospital by noon, holding photographs. Not all of them found the names that "
        "they were looking for on the list that was pinned to the gate.",
        "The police chief said that no ransom had been paid. A relative of one hostage said that his family had handed "
        "over the equivalent of 4,000 dollars last week.",
        "Kidnapping for ransom has become the main business of armed bands in the region, where more than 600 people "
        "were taken last year.",
    ),
    author="Grace Nwosu",
    outlet="Daily Compass",
)
PROTEST = Article(
    "Three shot dead as troops disperse protest over water",
    date(2018, 7, 15),
    "en",
    (
        "Soldiers opened fire on a crowd that had blocked the road to the oilfield on Sunday, killing three people, "
        "medics said.",
        "The crowd, mostly young men from the villages along the canal, had been asking for clean water and work for "
        "six days.",
        "The army said that its troops had fired into the air after stones and a petrol bomb were thrown at them, and "
        "that it would look into how the three had died.",
        "A doctor at the hospital in Basirah said that all of them had been hit in the chest or the head.",
        "The oil company said that production had not been affected.",
    ),
    author="Reuters",
    outlet="Gulf Mirror",
)
LIVE = Article(
    "As it happened: strikes on the capital",
    date(2024, 2, 2),
    "en",
    (
        "21:40 The foreign ministry has called in the ambassador to protest against the strikes.",
        "20:15 The health ministry now says that nine people were killed in the southern districts, and more than 30 "
        "wounded.",
        "18:05 A military spokesman says that warplanes hit a building used by commanders of the militia. The militia "
        "says that the building was a school and empty.",
        "17:30 Residents report at least four large explosions in the south of the city. Smoke can be seen over the "
        "stadium.",
    ),
    author="Newsroom",
)
MASSACRE = Article(
    "Survivors tell of night raid on mountain village",
    date(2017, 10, 3),
    "en",
    (
        "They came on foot, in the rain, and they knew the names of those they were looking for.",
        "So say the survivors of a raid on the mountain village of Dzhura, in which at least 26 people were killed "
        "on the night to Saturday. Reporters reached the village on Tuesday with an aid convoy, the first since the "
        "bridge was blown up in September.",
        "Ruslan, a teacher, said that he had hidden in a cellar with nine pupils while men in uniforms without badges "
        "went from house to house. In the morning he found his brother in the yard of the mosque, with his hands "
        "tied.",
        "The government accuses the Mountain Front, which has fought it for six years. The Front denies it, and accuses a "
        "militia that is paid by the district's governor.",
        "The United Nations has asked for an investigation. The governor has refused, saying that his own prosecutors "
        "would be enough.",
        "Of the 300 people who lived in Dzhura, some 40 have stayed.",
        "They have buried their dead above the road, under stones on which there are no names yet.",
    ),
    author="Aslan Keriev",
    outlet="Weekly Review",
)
NAVY = Article(
    "Navy patrol boat sunk off island, six missing",
    date(2016, 12, 19),
    "en",
    (
        "A patrol boat of the navy sank on Monday after it was hit by a rocket off the island of Sula, the navy said. "
        "Six sailors are missing.",
        "Rebels who hold the coast said that they had fired on the boat because it had come into their waters. They "
        "published a film that shows an explosion at sea; it could not be verified.",
        "Nineteen sailors were picked up by fishermen. Two of them are in hospital with burns.",
        "It is the first loss of a ship since the war began.",
    ),
    author="Hana Li",
)
MINE = Article(
    "Landmine kills farmer and two sons near front line",
    date(2015, 4, 21),
    "en",
    (
        "A farmer and his two sons were killed on Tuesday when their tractor ran over a landmine near the village of "
        "Lisna, the emergency service said.",
        "The field lies two kilometres from the former front line, in an area that had been declared clear of mines in "
        "autumn.",
        "Mine clearers said that floods in March may have moved the mine.",
        "At least 80 people have been killed by mines in the region since the fighting ended.",
    ),
    author="M. Koval",
)
ARABIC = Article(
    "مقتل خمسة أشخاص في قصف على سوق شعبية",
    date(2021, 5, 4),
    "ar",
    (
        "قتل خمسة أشخاص وأصيب تسعة آخرون يوم الثلاثاء في قصف مدفعي استهدف سوقا شعبية في بلدة الحارة، بحسب ما قال مسؤول محلي.",
        "وقال المسؤول إن القذائف سقطت قرابة الظهر عندما كانت السوق مكتظة بالمتسوقين.",
        "ونفى متحدث باسم الجيش أن تكون قواته قد قصفت البلدة، واتهم الفصائل المسلحة بإطلاق القذائف.",
        "وقال طبيب في المستشفى إن من بين القتلى طفلين.",
    ),
    author="سامر الخطيب",
    outlet="صحيفة الميناء",
)
RUSSIAN = Article(
    "При обстреле посёлка погибли четыре человека",
    date(2022, 8, 9),
    "ru",
    (
        "Четыре человека погибли и семеро ранены при обстреле посёлка Заречный во вторник, сообщил глава района.",
        "По его словам, снаряды попали в магазин и жилой дом около десяти часов утра.",
        "Представитель армии заявил, что военные не вели огня по населённым пунктам, и обвинил в обстреле противника.",
        "Жители рассказали, что слышали не меньше восьми взрывов. Подтвердить это независимо не удалось.",
    ),
    author="Анна Белова",
    outlet="Речной вестник",
)
SPANISH = Article(
    "Mueren ocho policías en una emboscada en la sierra",
    date(2020, 10, 13),
    "es",
    (
        "Ocho policías murieron el martes en una emboscada en la sierra de Altamira, informó el gobierno del estado.",
        "Los agentes viajaban en dos camionetas cuando hombres armados les dispararon desde ambos lados del camino.",
        "El gobernador culpó del ataque a un grupo que se disputa el control de la zona. Nadie se ha atribuido la "
        "emboscada.",
        "Vecinos de la comunidad dijeron que los disparos duraron casi una hora y que la ayuda tardó en llegar.",
    ),
    author="Lucía Ferrer",
    outlet="El Faro del Sur",
)
GERMAN = Article(
    "Tote bei Angriff auf Kontrollposten im Grenzgebiet",
    date(2019, 3, 28),
    "de",
    (
        "Bei einem Angriff auf einen Kontrollposten im Grenzgebiet sind am Donnerstag sechs Soldaten getötet worden. Das "
        "teilte das Verteidigungsministerium mit.",
        "Die Angreifer fuhren mit einem Lastwagen voller Sprengstoff in die Sperre und eröffneten dann das Feuer.",
        "Eine Gruppe, die sich Schwarze Standarte nennt, bekannte sich zu der Tat. Überprüfen ließ sich das nicht.",
        "Das Ministerium kündigte eine Untersuchung an und verlegte Verstärkung in die Gegend.",
    ),
    author="Jörg Weiß",
    outlet="Küstenbote",
)
CHINESE = Article(
    "边境检查站遭袭击 六名士兵死亡",
    date(2021, 6, 17),
    "zh",
    (
        "国防部星期四说，边境地区一个检查站当天凌晨遭到武装人员袭击，六名士兵死亡，另有三人受伤。",
        "声明说，袭击者驾驶两辆卡车冲向检查站，随后开枪射击，双方交火持续了大约四十分钟。",
        "一个武装组织声称对这次袭击负责，但这一说法无法得到独立证实。当地居民说，他们听到了至少两次爆炸声。",
        "政府已经向该地区增派部队，并关闭了通往边境的道路。",
    ),
    author="李明",
    outlet="海港日报",
)
HEBREW = Article(
    "שלושה הרוגים בפיצוץ מטען סמוך לגבול",
    date(2018, 9, 26),
    "he",
    (
        "שלושה בני אדם נהרגו ביום רביעי בפיצוץ מטען חבלה בצד הדרך סמוך לגבול הצפוני, כך מסרה המשטרה.",
        "לדברי דובר המשטרה המטען הופעל מרחוק כאשר שיירה של כלי רכב חלפה במקום.",
        "שום ארגון לא נטל אחריות לפיצוץ. הצבא האשים חוליה שפועלת מעבר לגבול, אך זו הכחישה כל קשר לאירוע.",
    ),
    author="דנה לוי",
    outlet="קול הנמל",
)
