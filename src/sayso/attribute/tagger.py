"""The words of a cue's source and content, as the most likely labels of the tokens around it."""

from collections.abc import Mapping, Sequence

# Labels, in the order of the table's columns; all else is outside.
OUTSIDE, SOURCE, CUE, CONTENT = range(4)
_LOW = -1e9


def labels(
    rows: Sequence[Sequence[str]],
    weights: Mapping[str, Sequence[float]],
    moves: Sequence[Sequence[float]],
    fixed: int | None = None,
) -> list[int]:
    """The best sequence of labels for tokens with these features (a linear chain, by Viterbi).

    Args:
        rows: The names of the weights of each token.
        weights: What each name adds for source, cue and content; outside is 0.
        moves: What a step from one label (row) to another (column) adds.
        fixed: The token that is the cue whatever the weights say; None for none.
    """
    best = [0.0, 0.0, 0.0, 0.0]
    back: list[tuple[int, ...]] = []
    get = weights.get
    columns = [tuple(row[label] for row in moves) for label in range(4)]
    for at, row in enumerate(rows):
        source = cue = content = 0.0
        for known in filter(None, map(get, row)):
            source += known[0]
            cue += known[1]
            content += known[2]
        own = [_LOW, _LOW, cue, _LOW] if at == fixed else [0.0, source, cue, content]
        if not at:
            best = own
            back.append((0, 0, 0, 0))
            continue
        came, (a, b, c, d) = [], best
        for label, (p, q, r, s) in enumerate(columns):
            scores = (a + p, b + q, c + r, d + s)
            top = max(scores)
            came.append(scores.index(top))
            own[label] += top
        best = own
        back.append(tuple(came))
    if not back:
        return []
    path = [best.index(max(best))]
    for step in reversed(back[1:]):
        path.append(step[path[-1]])
    return path[::-1]
