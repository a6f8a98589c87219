"""`sayso evaluate incidents`: sayso itself groups documents to stories, or mentions to events."""

import argparse
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from sayso.errors import ResourceError
from sayso.evaluate import Scores
from sayso.evaluate.incidents.benchmark import OURS, OWN, score_groups
from sayso.evaluate.incidents.files import (
    Document,
    Mention,
    chosen,
    read_documents,
    read_mentions,
    write_clusters,
)
from sayso.evaluate.rows import label_of
from sayso.joining import events_of_topics, mention_words, stories, tfidf_stories
from sayso.model.parse import Parse
from sayso.model.report import Report
from sayso.model.spans import Span
from sayso.model.wording import Words
from sayso.show.cli.stages import Stages
from sayso.show.cli.streams import Problems

_LEAST = (0.08, 0.1, 0.12, 0.14, 0.16, 0.2)  # where the baseline is tried; its best stands in the table, too


def incidents(args: argparse.Namespace, stages: Stages, problems: Problems) -> Scores:
    """Group what passes the filters, keep the groups where asked to, and score them where there is gold."""
    path = args.docs or args.gold
    if path is None:
        raise ResourceError("evaluate incidents needs --docs FILE (lines with doc_id and text)")
    documents = read_documents(Path(path))
    if args.mentions is None:
        found = chosen(documents.values(), args.where)
        answers = _stories(found)
        key, gold = "doc_id", {one.id: one.cluster for one in found}
    else:
        mentions = chosen(read_mentions(Path(args.mentions), documents).values(), args.where)
        answers = _events(mentions, documents, stages, problems)
        if args.own_mentions:
            answers[OWN] = stages.events_told(_marked(mentions, documents))
        key, gold = "id", {one.id: one.cluster for one in mentions}
    if args.predictions is not None:
        write_clusters(Path(args.predictions), key, answers[OURS])
    known = {name: cluster for name, cluster in gold.items() if cluster is not None}
    if len(known) < len(gold):
        problems.tell(f"{len(gold) - len(known)} of {len(gold)} have no gold group: nothing is scored")
        return Scores({}, has_events=False)
    return score_groups(known, answers)


def _stories(documents: Sequence[Document]) -> dict[str, Mapping[str, str]]:
    texts = {one.id: one.text for one in documents}
    baselines = {f"TF-IDF, {least:.2f}": tfidf_stories(texts, least) for least in _LEAST}
    return {OURS: stories(texts), **baselines}


def _events(
    mentions: Sequence[Mention], documents: Mapping[str, Document], stages: Stages, problems: Problems
) -> dict[str, Mapping[str, str]]:
    texts = {name: one.text for name, one in documents.items()}
    topics = _topics(documents)
    words = _words(mentions, documents, stages)
    for one in mentions:
        if one.id not in words:
            problems.tell(f"mention {one.id}: its span holds no word; it stays alone")
    if all(documents[one.document].row.get("published") for one in mentions):
        ours = stages.events_at(_marked(mentions, documents))
    else:
        ours = events_of_topics(words.values(), texts, topics)

    def by(name: Callable[[Words], str]) -> dict[str, str]:
        """A baseline: mentions of one topic and name."""
        alone = {one.id: one.id for one in mentions}
        return {**alone, **{key: f"{topics[one.report]} {name(one)}" for key, one in words.items()}}

    return {
        OURS: {**{one.id: one.id for one in mentions}, **ours},
        "same lemma, topic": by(lambda one: one.lemma),
        "same stem, topic": by(lambda one: one.stem),
    }


def _marked(
    mentions: Sequence[Mention], documents: Mapping[str, Document]
) -> list[tuple[Report, dict[str, Span]]]:
    """The reports with their mentions, where the file gives days of publication."""
    found: dict[str, dict[str, Span]] = defaultdict(dict)
    for one in mentions:
        found[one.document][one.id] = Span(one.start, one.end)
    return [(_report(documents[name]), spans) for name, spans in found.items()]


def _report(document: Document) -> Report:
    row = document.row
    return Report.from_text(
        document.text,
        title=label_of(row, "title"),
        published=label_of(row, "published"),
        outlet=label_of(row, "outlet"),
        language="en",
        id=document.id,
    )


def _topics(documents: Mapping[str, Document]) -> dict[str, str]:
    """The topic that the file gives; where it gives none, the stories that the texts fall into."""
    unknown = {name: one.text for name, one in documents.items() if one.topic is None}
    told = stories(unknown) if unknown else {}
    return {name: told.get(name, one.topic or "") for name, one in documents.items()}


def _words(
    mentions: Sequence[Mention], documents: Mapping[str, Document], stages: Stages
) -> dict[str, Words]:
    parses: dict[str, Parse] = {}
    found: dict[str, Words] = {}
    for one in mentions:
        if one.document not in parses:
            parses[one.document] = stages.parsed(
                Report.from_text(documents[one.document].text, id=one.document)
            )
        words = mention_words(one.id, one.document, parses[one.document], Span(one.start, one.end))
        if words is not None:
            found[one.id] = words
    return found
