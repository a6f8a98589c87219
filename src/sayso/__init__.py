"""Sayso: attributed events from news reports of armed conflict.

    import sayso
    report = sayso.Report.from_text(text, title=..., published="2017-06-19", outlet=...)
    coded = sayso.code(report)
"""

from sayso.export import to_annotation
from sayso.model.record import Coded
from sayso.model.report import Report
from sayso.pipeline import code

__all__ = ["Coded", "Report", "code", "to_annotation"]
