"""The shipped coder, but for a few words that it does not bear; what kills a worker in earnest is like that."""

import os
import signal
import time

from sayso.bulk.pieces import Job
from sayso.bulk.working import Kit, kit_of
from sayso.model.record import Coded
from sayso.model.report import Report
from sayso.pipeline import Coder

RAISES, DIES, HANGS, SWELLS, SLOW = "zzraises", "zzdies", "zzhangs", "zzswells", "zzslow"


class Touchy(Coder):
    """Codes as the shipped coder does, and breaks over some words."""

    def code(self, report: Report) -> Coded:
        if RAISES in report.text:
            raise ValueError("a word that it does not bear")
        if DIES in report.text:
            os.kill(os.getpid(), signal.SIGKILL)
        if HANGS in report.text:
            while True:
                pass
        if SWELLS in report.text:
            bytearray(8_000_000_000)
        if SLOW in report.text:
            time.sleep(0.05)
        return super().code(report)


def touchy(job: Job) -> Kit:
    """A kit with that coder."""
    kit = kit_of(job)
    kit.coder.__class__ = Touchy
    return kit
