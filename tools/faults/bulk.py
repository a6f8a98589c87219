"""Workers and drivers of a bulk run are killed: its files are those of an undisturbed run, byte by byte."""

from tools.bulk.campaign import Campaign
from tools.faults.rounds import Outcome, Site

PAGES, WORKERS, DRIVERS = 400, 12, 4


def bulk(site: Site) -> Outcome:
    """One run undisturbed, and one whose processes are killed."""
    campaign = Campaign(site.folder, PAGES, workers=2)
    whole = campaign.whole()
    killed = campaign.killed(WORKERS, DRIVERS, site.chance.randrange(1 << 30))
    outcome = Outcome(sum(killed["kills"].values()), int(whole["rows"]))
    if not whole["good"]:
        outcome.wrong.append("undisturbed a document is in no part and in no dead letter")
    if not killed["good"]:
        outcome.wrong.append("the files are not those of an undisturbed run")
    return outcome
