"""Sayso: attributed events from news reports of armed conflict.

    import sayso
    report = sayso.Report.from_text(text, title=..., published="2017-06-19", outlet=...)
    coded = sayso.code(report)
    desk = sayso.Desk("sayso.db")
    desk.add(report)

Each name is loaded when it is first used: `sayso --help` must not wait for the parser.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sayso.classifying import classify_event, classify_relation
    from sayso.desk import Desk
    from sayso.export import to_annotation
    from sayso.model.record import Coded
    from sayso.model.report import Report
    from sayso.pipeline import code

__all__ = ["Coded", "Desk", "Report", "classify_event", "classify_relation", "code", "to_annotation"]

# Hidden from type checkers, for which a name that is not there must stay an error.
if not TYPE_CHECKING:

    def __getattr__(name: str) -> object:
        if name == "Coded":
            from sayso.model.record import Coded as found
        elif name == "Desk":
            from sayso.desk import Desk as found
        elif name == "Report":
            from sayso.model.report import Report as found
        elif name == "classify_event":
            from sayso.classifying import classify_event as found
        elif name == "classify_relation":
            from sayso.classifying import classify_relation as found
        elif name == "code":
            from sayso.pipeline import code as found
        elif name == "to_annotation":
            from sayso.export import to_annotation as found
        else:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        globals()[name] = found  # the next use does not come here
        return found

    def __dir__() -> list[str]:
        return sorted({*globals(), *__all__})
