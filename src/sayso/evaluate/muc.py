"""What the benchmarks on MUC-4 documents share: the text of a row."""

from sayso.evaluate.rows import Json

_TEXTS = ("raw_text", "gtt_text", "text")


def text_of_document(row: Json) -> tuple[str, str]:
    """The id and the text of a row, without the corpus's own heading.

    Raises:
        KeyError: it has no id, or no text.
    """
    text = next((str(row[key]) for key in _TEXTS if row.get(key)), None)
    if text is None:
        raise KeyError(" or ".join(_TEXTS))
    docid = str(row["docid"])
    first, _, rest = text.partition("\n")
    return docid, rest.strip("\n") if first.startswith(docid) else text
