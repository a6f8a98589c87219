"""Statements by a table of weights: the words of the source and of the content around each cue."""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Sequence, Set

from sayso.attribute.drafts import Draft, trimmed
from sayso.attribute.span_features import View, Window, speaker, speaker_phrase, window
from sayso.attribute.span_weights import span_weights
from sayso.attribute.tagger import CONTENT, CUE, SOURCE, labels
from sayso.model.lexicon import SpeechTable
from sayso.model.mentions import SpeechCue
from sayso.model.parse import Parse
from sayso.model.quoted import Marks
from sayso.model.spans import Span
from sayso.model.statements import Act, Basis
from sayso.model.trees import is_name, is_noun, is_passive, kids

_MADE = frozenset({"force", "compel", "oblige"})
_SIGHT = frozenset({"see", "witness", "experience"})
_KEPT = "?!()[]%$£€…"  # marks at the ends of a content that are a part of it
# In a sentence with more cues than any reporter writes, each looks at so many words before and after it.
_CROWD, _NEAR = 12, 30
_WEAK, _STRONG = 0.5, 0.8  # scores; tried on a held-out eighth of the training documents


class Learned:
    """Finds source and content of the cues of one parse."""

    def __init__(self, parse: Parse, table: SpeechTable) -> None:
        self._parse = parse
        self._table = table
        self._weights = span_weights(table)
        self._marks = Marks(parse)
        self._quoted: dict[int, list[int]] = defaultdict(list)
        for token, number in enumerate(self._marks.number):
            if number >= 0 and self._marks.state[token] in ("l", "w"):
                self._quoted[number].append(token)

    def drafts(self, cues: Sequence[SpeechCue]) -> list[Draft]:
        """One draft for each cue that has a content, in text order of the cues.

        A cue whose source is that of an earlier one shares its subject. A doubtful cue in
        whose content a sure one stands is none.
        """
        beside = Counter(self._parse.tokens[cue.token].sentence for cue in cues)
        crowded = {sentence for sentence, count in beside.items() if count > _CROWD}
        made = (self._draft(cue, crowded) for cue in cues)
        drafts = [draft for draft in made if draft is not None]
        strong = sorted(draft.cue or 0 for draft in drafts if draft.score >= _STRONG)
        found: list[Draft] = []
        by_source: dict[int, Draft] = {}
        for draft in drafts:
            if draft.score < _WEAK and any(
                bisect_left(strong, first) < bisect_left(strong, last) for first, last in draft.content
            ):
                continue
            leader = by_source.setdefault(draft.source, draft) if draft.source is not None else draft
            if leader is not draft:
                draft.source, draft.follows, draft.basis = None, leader, Basis.SHARED_SUBJECT
            found.append(draft)
        return found

    def _is_no_speech(self, cue: int) -> bool:
        """ "Marawi saw heavy fighting", "was claimed by the morgue": of a thing, and nothing is said."""
        token = self._parse.tokens[cue]
        if kids(self._parse, cue, "ccomp", "xcomp", "acomp", "oprd"):
            return False
        if token.lemma == "claim" and is_passive(self._parse, cue):
            return bool(kids(self._parse, cue, "nsubjpass") and kids(self._parse, cue, "agent"))
        # A place has a name and no more; a paper, a reporter or a mission that saw something is a witness.
        names = [i for i in kids(self._parse, cue, "nsubj") if is_name(self._parse.tokens[i])]
        bare = bool(names) and not self._parse.children[names[0]]
        return token.lemma in _SIGHT and bare and bool(kids(self._parse, cue, "dobj"))

    def _draft(self, cue: SpeechCue, crowded: Set[int]) -> Draft | None:
        if self._is_no_speech(cue.token):
            return None
        where = window(self._parse, cue.token, self._marks.state)
        if self._parse.tokens[cue.token].sentence in crowded:
            where = Window(max(where.first, cue.token - _NEAR), min(where.last, cue.token + _NEAR + 1))
        view = View(self._parse, cue.token, where, self._marks, self._table.words)
        fixed = cue.token - where.first if cue.score >= self._table.sure else None
        found = labels(self._weights.sums(view), self._table.moves, fixed)
        said = {where.first + at for at, label in enumerate(found) if label == CONTENT}
        words = next((r for r in _runs(found, CUE, where) if r[0] <= cue.token < r[1]), None)
        words = words or (cue.token, cue.token + 1)
        run = self._source(cue.token, _runs(found, SOURCE, where), said)
        content = self._content(self._widened(cue.token, said), (words, run))
        if not content:
            return None
        head = self._head(run) if run is not None else None
        return Draft(
            cue=cue.token,
            source=head,
            content=content,
            act=Act.ASSERT,
            frame=self._frame(cue.token, head, content),
            basis=Basis.NONE if head is None else Basis.EXPLICIT,
            cue_span=self._span(words),
            source_range=run if head is not None else None,
            score=cue.score,
        )

    def _source(self, cue: int, runs: Sequence[tuple[int, int]], said: set[int]) -> tuple[int, int] | None:
        """The words of the source nearest to the cue; where there are none, the subject by grammar."""
        own = self._subject(cue)
        runs = [run for run in runs if not self._is_when(run)]
        if own is not None and own not in said:
            runs = [run for run in runs if run[0] <= own < run[1]]
        if runs:
            return min(runs, key=lambda run: min(abs(run[0] - cue), abs(run[1] - cue)))
        head = own if own is not None else speaker(self._parse, cue)
        phrase = speaker_phrase(self._parse, cue)
        if head is None or head in said:
            return None
        first = last = head
        while first - 1 in phrase and first - 1 not in said:
            first -= 1
        while last + 1 in phrase and last + 1 not in said:
            last += 1
        return first, last + 1

    def _subject(self, cue: int) -> int | None:
        """The subject that the parser hangs on an active cue itself; no relative word."""
        subjects = kids(self._parse, cue, "nsubj") or self._made_to(cue)
        if is_passive(self._parse, cue) or len(subjects) != 1:
            return None
        return None if self._parse.tokens[subjects[0]].tag in ("WDT", "WP", "DT") else subjects[0]

    def _is_when(self, run: tuple[int, int]) -> bool:
        """ "Said Thursday", "said on Thursday": the day is nobody who speaks."""
        token = self._parse.tokens[run[0]]
        preposition = self._parse.tokens[token.head].lower
        when = token.dep == "npadvmod" or (token.dep == "pobj" and preposition == "on")
        return run[1] - run[0] == 1 and when

    def _made_to(self, cue: int) -> list[int]:
        """ "X was forced on Sunday to admit": who is made to say it."""
        token = self._parse.tokens[cue]
        governor = self._parse.tokens[token.head]
        made = token.dep == "xcomp" and token.tag == "VB" and governor.lemma in _MADE
        return kids(self._parse, governor.index, "nsubjpass") if made else []

    def _widened(self, cue: int, said: set[int]) -> set[int]:
        """What is said, with all of each quotation that it begins with or holds half of."""
        found = set(said)
        for number in {self._marks.number[i] for i in said} - {-1, self._marks.number[cue]}:
            inside = self._quoted[number]
            held = sum(i in said for i in inside)
            begins = inside and self._marks.state[inside[0]] == "l" and inside[0] in said
            if 2 * held >= len(inside) or begins:
                found.update(inside)
        return found

    def _content(self, said: set[int], without: Sequence[tuple[int, int] | None]) -> list[tuple[int, int]]:
        """The stretches of a content: joined over marks, trimmed, without those of marks alone."""
        taken = {i for run in without if run is not None for i in range(*run)}
        joined: list[tuple[int, int]] = []
        for i in sorted(said - taken):
            if joined and all(self._is_mark(k) and k not in taken for k in range(joined[-1][1], i)):
                joined[-1] = (joined[-1][0], i + 1)
            else:
                joined.append((i, i + 1))
        found = [self._without_marks(first, last) for first, last in joined]
        return [part for part in found if part is not None]

    def _without_marks(self, first: int, last: int) -> tuple[int, int] | None:
        """The range without marks and conjunctions at its ends; None where nothing is left."""
        first, last = trimmed(self._parse, first, last) or (first, first)
        while first < last and self._is_mark(first) and self._parse.tokens[first].text not in _KEPT:
            first += 1
        while last > first and self._is_mark(last - 1) and self._parse.tokens[last - 1].text not in _KEPT:
            last -= 1
        return (first, last) if any(not self._is_mark(i) for i in range(first, last)) else None

    def _is_mark(self, token: int) -> bool:
        return not any(char.isalnum() for char in self._parse.tokens[token].text)

    def _head(self, run: tuple[int, int]) -> int | None:
        """The token of a source on which its other words hang; None for marks alone."""
        inside = [i for i in range(*run) if not self._is_mark(i)]
        tops = [i for i in inside if not run[0] <= self._parse.tokens[i].head < run[1]]
        tops += [i for i in inside if self._parse.tokens[i].head == i]
        nouns = [
            i for i in tops if is_noun(self._parse.tokens[i]) or self._parse.tokens[i].tag[:2] in ("PR", "WP")
        ]
        return next(iter(nouns or tops), None)

    def _frame(self, cue: int, source: int | None, content: Sequence[tuple[int, int]]) -> str:
        token = self._parse.tokens[cue]
        if token.tag == "RB":
            return "adverb"
        if token.lower == "according":
            return "according-to"
        if source is None:
            return "passive"
        return "clause" if any(self._says(part) for part in content) else "attitude"

    def _says(self, part: tuple[int, int]) -> bool:
        """Whether there is a finite clause or a quotation: "the deal", "to win" is told of a speaker."""
        tokens = self._parse.tokens
        return any(
            self._marks.state[i] == "l" or tokens[i].tag in ("VBD", "VBZ", "VBP", "MD") for i in range(*part)
        )

    def _span(self, run: tuple[int, int]) -> Span:
        return Span(self._parse.tokens[run[0]].span.start, self._parse.tokens[run[1] - 1].span.end)


def _runs(found: Sequence[int], label: int, where: Window) -> list[tuple[int, int]]:
    """The unbroken stretches of one label, as token ranges."""
    runs: list[tuple[int, int]] = []
    for at, one in enumerate(found, start=where.first):
        if one != label:
            continue
        if runs and runs[-1][1] == at:
            runs[-1] = (runs[-1][0], at + 1)
        else:
            runs.append((at, at + 1))
    return runs
