"""Articles in files that Nexis and Factiva hand out: many in one file, with labelled and unlabelled heads.

Neither house publishes its forms. What is known of them here comes from public programs that read such files
(the codes of Factiva's fields, the classes of its pages, the labels and the separators of Nexis), and from
descriptions by libraries; a file that has none of the marks is read as any other of its kind.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from sayso.read.clean import one_line
from sayso.read.datelines import worded_day
from sayso.read.drafts import Draft, compose

_NUMBERED = re.compile(r"\s*(?:Document )?\d{1,5} of \d{1,5} DOCUMENTS?\s*")
_END = "end of document"
_LABEL = re.compile(
    r"\s*(?P<name>HEADLINE|BYLINE|SECTION|LENGTH|DATELINE|HIGHLIGHT|LOAD-DATE|LANGUAGE|PUBLICATION-TYPE|"
    r"GRAPHIC|SUBJECT|JOURNAL-CODE|DOCUMENT-TYPE|PUBLICATION|ACC-NO|UPDATE|SERIES|TYPE|NOTES|"
    r"CORRECTION-DATE|Load-Date|Language|Publication-Type|Section|Length|Byline|Dateline|Highlight|Subject|"
    r"Industry|Geographic|Journal Code|Organization|Person|Company|Graphic|Notes|Series) ?: ?(?P<value>.*)"
)
# What ends the text of an article; the labels of its head may stand there, too.
_TAIL = frozenset(
    "load-date language publication-type graphic subject journal-code document-type publication acc-no "
    "update industry geographic organization person company classification notes correction-date".split()
)
_COPYRIGHT = re.compile(r"\s*(?:copyright|copr\.|\(c\)|©|all rights reserved)", re.I)
_BODY, _CLASSIFIED = "body", "classification"
_FACTIVA_END = re.compile(r"\s*Document ([A-Z]{2,8}[0-9A-Za-z]{10,30})\s*")
_CODES = frozenset(
    "SE HD BY CR WC PD ET SN SC ED PG VOL LA CY LP TD CT RF CO IN NS RE IPD IPC PUB AN ART CLM DLN".split()
)
_CODED = re.compile(r"\s*([A-Z]{2,3})(?:\s*|[\t ]{1,}(.*))$")
_WORDS = re.compile(r"\s*[\d,.]+ (?:words|mots|Wörter|palabras|parole|palavras|слов)\s*", re.I)
_CLOCK = re.compile(r"\s*\d{1,2}:\d\d(?: ?[AaPp][Mm])?\s*")


def documents(lines: Sequence[str], *, wrapped: bool) -> list[Draft] | None:
    """The articles of an export of Nexis or Factiva, or None where it is none.

    Args:
        lines: Of the file, without marks of any format.
        wrapped: Whether a paragraph goes over several lines, and a blank line ends it.
    """
    for split, read in ((_nexis_parts, _nexis), (_factiva_parts, _factiva)):
        found = [draft for part in split(lines) if (draft := read(part, wrapped=wrapped)) is not None]
        if found:
            return [
                replace(draft, place=f"document {number}", number=number)
                for number, draft in enumerate(found, start=1)
            ]
    return None


def _nexis_parts(lines: Sequence[str]) -> Iterator[list[str]]:
    numbered = any(_NUMBERED.fullmatch(line) for line in lines)
    part: list[str] = []
    for line in lines:
        if (numbered and _NUMBERED.fullmatch(line)) or line.strip().lower() == _END:
            yield part
            part = []
        else:
            part.append(line)
    yield part


def _nexis(part: Sequence[str], *, wrapped: bool) -> Draft | None:
    """One article, or None where its head and its end are not both there."""
    labels: dict[str, str] = {}
    head: list[str] = []
    start = None
    for at, line in enumerate(part[:80]):
        label = _LABEL.fullmatch(line)
        if label is not None:
            labels.setdefault(label["name"].lower(), label["value"].strip())
            start = at + 1
        elif line.strip().lower() == _BODY:
            start = at + 1
            break
        elif start is None and line.strip():
            head.append(line.strip())
        elif start is not None and line.strip() and not _COPYRIGHT.match(line):
            break
    if start is None or not {"length", "load-date", "section", "byline"} & set(labels):
        return None
    body, ended = _nexis_body(part[start:], labels)
    day = next((at for at, line in enumerate(head) if worded_day(line) is not None), None)
    if day is None or not ended or not any(line.strip() for line in body):
        return None
    title, outlet = _nexis_names([line for line in head if not _COPYRIGHT.match(line)], head[day])
    title = labels.get("headline") or title
    return Draft(
        compose(title, _paragraphs(body, wrapped=wrapped)),
        title=title,
        outlet=outlet,
        published=worded_day(head[day]),
        language=(labels.get("language") or "").partition(";")[0].strip() or None,
    )


def _nexis_body(lines: Sequence[str], labels: dict[str, str]) -> tuple[list[str], bool]:
    """The text, and whether what ends a text stands behind it; its labels are added to the others."""
    body: list[str] = []
    ended = False
    for line in lines:
        label = _LABEL.fullmatch(line)
        ended = (
            ended
            or line.strip().lower() == _CLASSIFIED
            or (label is not None and label["name"].lower() in _TAIL)
        )
        if label is not None and ended:
            labels.setdefault(label["name"].lower(), label["value"].strip())
        elif not ended:
            body.append(line)
    return body, ended


def _nexis_names(head: Sequence[str], day: str) -> tuple[str | None, str | None]:
    """Title and outlet: the title stands before outlet and day in newer files, behind them in older ones."""
    at = head.index(day)
    if behind := [line for line in head[at + 1 :] if not _CLOCK.fullmatch(line)]:
        return one_line(" ".join(behind)), head[0] if at else None
    outlet = head[at - 1] if at else None
    return one_line(" ".join(head[: max(0, at - 1)])) or None, outlet


def _factiva_parts(lines: Sequence[str]) -> Iterator[list[str]]:
    part: list[str] = []
    for line in lines:
        part.append(line)
        if _FACTIVA_END.fullmatch(line) or _FACTIVA_END.fullmatch(line.strip().removeprefix("AN")):
            yield part
            part = []


def _factiva(part: Sequence[str], *, wrapped: bool) -> Draft | None:
    name = _FACTIVA_END.fullmatch(part[-1].strip().removeprefix("AN"))
    fields = _factiva_fields(part)
    draft: Draft | None
    if {"HD", "PD"} <= set(fields):
        draft = _factiva_labelled(fields, wrapped=wrapped)
    else:
        draft = _factiva_bare([line for line in part[:-1] if line.strip() or wrapped], wrapped=wrapped)
    return None if draft is None or name is None else replace(draft, id=name[1])


def _factiva_fields(part: Sequence[str]) -> dict[str, list[str]]:
    fields: dict[str, list[str]] = {}
    current: list[str] | None = None
    for line in part:
        coded = _CODED.match(line)
        if coded is not None and coded[1] in _CODES:
            current = fields.setdefault(coded[1], [])
            current += [coded[2]] if coded[2] else []
        elif current is not None:
            current.append(line)
    return fields


def _factiva_labelled(fields: dict[str, list[str]], *, wrapped: bool) -> Draft:
    said = {code: one_line(" ".join(lines)) for code, lines in fields.items()}
    body = [*fields.get("LP", ()), "", *fields.get("TD", ())]
    return Draft(
        compose(said["HD"], _paragraphs(body, wrapped=wrapped)),
        title=said["HD"],
        outlet=said.get("SN"),
        published=said["PD"],
        language=said.get("LA"),
    )


def _factiva_bare(part: Sequence[str], *, wrapped: bool) -> Draft | None:
    """Title, byline, "532 words", day, clock, outlet, its code, section, language, copyright, text."""
    count = next((at for at, line in enumerate(part[:20]) if _WORDS.fullmatch(line)), None)
    if count is None:
        return None
    day = next((at for at in range(count + 1, min(count + 4, len(part))) if worded_day(part[at])), None)
    rights = next((at for at in range(count, min(count + 16, len(part))) if _COPYRIGHT.match(part[at])), None)
    title = next((line.strip() for line in part[:count] if line.strip()), None)
    if day is None or rights is None or title is None:
        return None
    between = [line.strip() for line in part[day + 1 : rights] if line.strip() and not _CLOCK.fullmatch(line)]
    return Draft(
        compose(title, _paragraphs(part[rights + 1 :], wrapped=wrapped)),
        title=title,
        outlet=between[0] if between else None,
        published=part[day].strip(),
        language=between[-1] if len(between) > 1 else None,
    )


def _paragraphs(lines: Sequence[str], *, wrapped: bool) -> list[str]:
    if not wrapped:
        return [line.strip() for line in lines if line.strip()]
    parts = re.split(r"\n\s*\n", "\n".join(lines))
    return [" ".join(part.split()) for part in parts if part.strip()]
