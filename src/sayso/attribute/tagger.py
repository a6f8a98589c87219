"""The words of a cue's source and content, as the most likely labels of the tokens around it."""

from collections.abc import Sequence

# Labels, in the order of the table's columns; all else is outside.
OUTSIDE, SOURCE, CUE, CONTENT = range(4)
_LOW = -1e9


def labels(
    sums: Sequence[tuple[float, float, float]], moves: Sequence[Sequence[float]], fixed: int | None = None
) -> list[int]:
    """The best sequence of labels for tokens (a linear chain, by Viterbi).

    Args:
        sums: What speaks for source, cue and content of each token; outside is 0.
        moves: What a step from one label (row) to another (column) adds.
        fixed: The token that is the cue whatever the sums say; None for none.
    """
    if not sums:
        return []
    back: list[list[int]] = []
    columns = [tuple(row[label] for row in moves) for label in range(4)]
    a = b = c = d = 0.0
    for at, (source, cue, content) in enumerate(sums):
        own = [_LOW, _LOW, cue, _LOW] if at == fixed else [0.0, source, cue, content]
        if at:
            came = []
            for label, (p, q, r, s) in enumerate(columns):
                # The first of equals is taken.
                top, best = a + p, OUTSIDE
                if (score := b + q) > top:
                    top, best = score, SOURCE
                if (score := c + r) > top:
                    top, best = score, CUE
                if (score := d + s) > top:
                    top, best = score, CONTENT
                own[label] += top
                came.append(best)
            back.append(came)
        a, b, c, d = own
    last = (a, b, c, d)
    path = [last.index(max(last))]
    for step in reversed(back):
        path.append(step[path[-1]])
    return path[::-1]
