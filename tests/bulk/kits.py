"""The shipped coder, but for a few words that it does not bear; as what kills in earnest."""

import os
import resource
import signal
import time
from dataclasses import replace

from sayso.bulk.pieces import Job
from sayso.bulk.working import Kit, kit_of, makers_of, refuse_others
from sayso.model.record import Coded, Version
from sayso.model.report import Report
from sayso.pipeline import Coder

RAISES, DIES, HANGS, SWELLS, SLOW = "zzraises", "zzdies", "zzhangs", "zzswells", "zzslow"


def broken_by(text: str) -> None:
    """Break as a text asks for."""
    if RAISES in text:
        raise ValueError("a word that it does not bear")
    if DIES in text:
        os.kill(os.getpid(), signal.SIGKILL)
    if HANGS in text:
        while True:
            pass
    if SWELLS in text:
        bytearray(8_000_000_000)
    if SLOW in text:
        time.sleep(0.05)


class Touchy(Coder):
    """Codes as the shipped coder does, and breaks over some words."""

    def code(self, report: Report) -> Coded:
        broken_by(report.text)
        return super().code(report)


def touchy(job: Job) -> Kit:
    """A kit with that coder."""
    kit = kit_of(job)
    kit.coder.__class__ = Touchy
    return kit


class Light(Coder):
    """Keeps reports and codes nothing, for what is about parts and not about what is in them."""

    def __init__(self) -> None:
        self.versions = (Version("light", "1"),)  # type: ignore[assignment]  # one thing makes its records

    def code(self, report: Report) -> Coded:
        broken_by(report.text)
        return Coded(report, versions=self.versions)


def light(job: Job) -> Kit:
    """A kit with that coder, loaded in no time."""
    coder = Light()
    kit = Kit(coder, None, makers_of(coder.versions))
    refuse_others(kit.makers, job.makers)
    return kit


def cramped(job: Job) -> Kit:
    """The same in a process to which the system gives next to no room for files."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (1_000, 1_000))
    return light(job)


def newer(job: Job) -> Kit:
    """The same at the driver, and of another version at its workers."""
    if not job.makers:  # which the driver alone has not been told
        return light(job)
    kit = light(replace(job, makers=()))
    kit.makers = tuple((name, "2" if name == "light" else version) for name, version in kit.makers)
    refuse_others(kit.makers, job.makers)
    return kit
