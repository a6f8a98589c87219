"""Whole records as bytes: each field of each type comes back, and damage is told."""

import dataclasses
import json
import zlib
from typing import Any

import pytest

from sayso.errors import StoreError
from sayso.model.incidents import MergedIncident, Revision
from sayso.model.record import Coded, Version
from sayso.model.report import Report
from sayso.store.sql.codec import CODED, INCIDENT, REVISION, VERSIONS, Codec, encoded, pack, run_id
from tests.store.records import filled


@pytest.mark.parametrize(
    ("kind", "codec"), [(Coded, CODED), (MergedIncident, INCIDENT), (Revision, REVISION)]
)
def test_every_field_of_every_type_comes_back(kind: type[Any], codec: Codec[Any]) -> None:
    told = filled(kind)
    back = codec.unpack(pack(told))
    assert type(back) is kind
    # As dictionaries: fields that do not count for equality are compared, too.
    assert dataclasses.asdict(back) == dataclasses.asdict(told)


def test_a_packed_record_can_be_read_without_sayso() -> None:
    data = pack(Coded(Report.from_text("A convoy was hit.", id="r1")))
    assert json.loads(zlib.decompress(data[1:]))["report"]["text"] == "A convoy was hit."


def test_equal_records_are_equal_bytes() -> None:
    assert encoded(filled(Coded)) == encoded(filled(Coded))
    assert pack(filled(Coded)) == pack(filled(Coded))


@pytest.mark.parametrize("text", ["a\x00b", "שלום", "\U0001f600", "a\u2028b", "\x7f\x1b"])
def test_odd_text_comes_back(text: str) -> None:
    told = Coded(Report.from_text(text, id="r1"))
    assert CODED.unpack(pack(told)) == told


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "form b''"),
        (b"\x02abc", r"form b'\\x02'"),
        (b"\x01abc", "damaged"),
        (pack({"report": 1}), "stored Coded cannot be read"),
        (pack([]), "stored Coded cannot be read"),
        (pack(Coded(Report.from_text("x")))[:-3], "damaged"),
    ],
)
def test_damage_is_told(data: bytes, words: str) -> None:
    with pytest.raises(StoreError, match=words):
        CODED.unpack(data)


def test_half_a_character_is_refused() -> None:
    with pytest.raises(StoreError, match="surrogates not allowed"):
        pack(Coded(Report.from_text("a\ud800")))


def test_a_run_has_one_name_in_whatever_order_its_versions_are_told() -> None:
    a, b = Version("sayso", "1", "ab"), Version("model", "2")
    assert run_id([a, b]) == run_id([b, a])
    assert len({run_id([a, b]), run_id([a]), run_id([]), run_id([a, Version("model", "3")])}) == 4


@pytest.mark.parametrize(
    "data", [b'[{"name":"vr\xff","version":"1"}]', b'[{"name":"a","version":"\xed\xa0\x80"}]']
)
def test_a_text_whose_bytes_are_damaged_is_told(data: bytes) -> None:
    with pytest.raises(StoreError, match="cannot be read: 'utf-8' codec can't decode"):
        VERSIONS.decode(data)
