"""Whose what is in a release: notes for those who hand it on, no advice on law."""

from collections.abc import Iterable

# Formats that hold whole texts of reports; the others hold the words that claims stand on.
WHOLE_TEXTS = frozenset({"json", "parquet", "arrow"})
_CODES = (
    "Codes of types and modes are PLOVER's, codes of acts and actors CAMEO's, in tables of sayso: "
    "CC BY-SA 4.0.",
    'Names, points and ids of places that begin with "geonames:" are from GeoNames, geonames.org: CC BY 4.0.',
)
_LAYOUTS = {
    "acled": 'The layout of acled/ is ACLED\'s, the data are not: say "ACLED-like", never "ACLED".',
    "ged": 'The layout of ged/ is UCDP GED\'s, the data are not: say "GED-like".',
    "gdelt": 'The layout of gdelt/ is GDELT\'s, the data are not: say "GDELT-like".',
    "polecat": 'The layout of polecat/ is POLECAT\'s, the data are not: say "POLECAT-like".',
}


def licence_notes(formats: Iterable[str], own: str | None) -> str:
    """The text of LICENCE.txt; `own` is what who publishes it says of the coding."""
    wanted = list(formats)
    whole = ", ".join(f"{name}/" for name in sorted(WHOLE_TEXTS & set(wanted)))
    texts = f"{whole} hold whole texts of reports: hand them on only where you may."
    notes = [
        own or "Who publishes this data set has not said under which licence the coding stands.",
        *_CODES,
        "Words quoted from reports belong to those who published them.",
        *([texts] if whole else []),
        *(_LAYOUTS[name] for name in wanted if name in _LAYOUTS),
        "Records that were imported from another data set stand under its terms; ACLED's, for one, restrict "
        "handing its data on.",
    ]
    return "\n\n".join(notes) + "\n"
