"""The shipped coder, but for the words of poisonous pages."""

import os
import signal

from sayso.bulk.pieces import Job
from sayso.bulk.working import Kit, kit_of
from sayso.model.record import Coded
from sayso.model.report import Report
from sayso.pipeline import Coder
from tools.bulk.world import DIES, RAISES


class Touchy(Coder):
    """Codes as the shipped coder does, and breaks over two words."""

    def code(self, report: Report) -> Coded:
        if RAISES in report.text:
            raise ValueError("a word that it does not bear")
        if DIES in report.text:
            os.kill(os.getpid(), signal.SIGKILL)
        return super().code(report)


def touchy(job: Job) -> Kit:
    """A kit with that coder."""
    kit = kit_of(job)
    kit.coder.__class__ = Touchy
    return kit
