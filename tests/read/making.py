"""Small files of every kind, made by hand, for the tests of `read`."""

import io
import zipfile
from collections.abc import Sequence

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"

SENTENCE = "Two soldiers were killed when a shell hit the northern checkpoint, the army said on Tuesday."
DENIAL = "A spokesman for the rebels denied that their fighters had fired on the post that night."
CLOSING = "Residents said that the shelling went on for two hours and that the bridge was closed."


def pdf(pages: Sequence[Sequence[str]], title: str | None = None) -> bytes:
    """A PDF file of one font, a list of lines a page; an empty line leaves a gap."""
    count = len(pages)
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(count))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {count} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for number, lines in enumerate(pages):
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {5 + 2 * number} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>"
        )
        drawn = "".join(f"({_escaped(line)}) Tj " * bool(line) + "0 -14 Td\n" for line in lines)
        stream = f"BT /F1 11 Tf 60 790 Td\n{drawn}ET" if lines else ""
        objects.append(f"<< /Length {len(stream.encode('latin-1'))} >>\nstream\n{stream}\nendstream")
    objects.append(f"<< /Title ({_escaped(title or '')}) >>")
    return _assembled(objects, f"/Info {len(objects)} 0 R" if title else "")


def _escaped(text: str) -> str:
    return text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


def _assembled(objects: Sequence[str], extra: str) -> bytes:
    out = bytearray(b"%PDF-1.4\n")
    offsets = []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
    start = len(out)
    table = "".join(f"{offset:010d} 00000 n \n" for offset in offsets)
    size = len(objects) + 1
    out += f"xref\n0 {size}\n0000000000 65535 f \n{table}".encode()
    out += f"trailer << /Size {size} /Root 1 0 R {extra} >>\nstartxref\n{start}\n%%EOF\n".encode()
    return bytes(out)


def packed(parts: dict[str, str | bytes]) -> bytes:
    """A ZIP file of these parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            entry = zipfile.ZipInfo(name)  # of 1980: the same bytes on every day
            archive.writestr(entry, content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def word_xml(body: str) -> str:
    """The main part of a Word file around these paragraphs."""
    return f'<?xml version="1.0"?><w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'


def page(body: str, head: str = "", lang: str = "") -> str:
    """A web page."""
    attribute = f' lang="{lang}"' if lang else ""
    return f"<!DOCTYPE html>\n<html{attribute}><head>{head}</head><body>{body}</body></html>"
