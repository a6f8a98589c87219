"""The public names of the library, for Sphinx's autodoc."""

import inspect

import sayso

# What the public names take and give back. A reader who types an annotation's name finds it here.
SHAPES = (
    "model.report",
    "model.record",
    "model.events",
    "model.parties",
    "model.statements",
    "model.spans",
    "model.incidents",
    "model.filters",
    "errors",
)


def public_names() -> str:
    """A directive for each name of `sayso.__all__`, then for the shapes they speak of."""
    lines: list[str] = []
    for name in sayso.__all__:
        if inspect.isclass(getattr(sayso, name)):
            options = ["   :members:", "   :undoc-members:", "   :inherited-members:"]
            lines += [f"## {name}", "", *_directive("autoclass", f"sayso.{name}", options)]
        else:
            lines += [f"## {name}", "", *_directive("autofunction", f"sayso.{name}", [])]
    lines += ["## What they are made of", ""]
    for module in SHAPES:
        options = ["   :members:", "   :undoc-members:", "   :show-inheritance:"]
        lines += [f"### sayso.{module}", "", *_directive("automodule", f"sayso.{module}", options)]
    return "\n".join(lines)


def _directive(kind: str, name: str, options: list[str]) -> list[str]:
    return ["```{eval-rst}", f".. {kind}:: {name}", *options, "```", ""]
