import numpy as np
import shapely

from sayso.basemap.table import QUANTA, Layer, _lines
from tools.basemap_places import Town, chosen, read_towns
from tools.basemap_shapes import Unit, cut, line_layer
from tools.build_basemap import packed


def test_lines_are_read_as_they_were_packed() -> None:
    lines = [np.array([[360_000, -1], [359_999, 4], [340_000, -20_000]]), np.array([[1, 2], [3, 4]])]
    assert _lines(packed(lines), 1.0) == [([360_000, 359_999, 340_000], [-1, 4, -20_000]), ([1, 3], [2, 4])]


def test_land_is_cut_into_squares_without_loss() -> None:
    circle = shapely.Point(12.0, 8.0).buffer(9.0, quad_segs=400)
    rows = list(cut(circle, 0, Layer.LAND))
    rings = [ring * (QUANTA[0] / 10_000) for row in rows for ring in row.parts]
    assert abs(sum(shapely.Polygon(ring).area for ring in rings) - circle.area) < 0.01
    assert len({row.cell for row in rows}) == len(rows) > 4


def unit(called: str, country: str) -> Unit:
    return Unit(called, "", "", country, "", 0, 1.0)


def test_a_contested_line_is_told_from_a_border_and_a_line_within() -> None:
    lines = [
        line_layer(unit("KOS/XK-1", "XKX"), unit("SRB/RS-1", "SRB")),
        line_layer(unit("KOS/XK-1", "XKX"), unit("ALB/AL-1", "ALB")),
        line_layer(unit("KOS/XK-1", "XKX"), unit("KOS/XK-2", "XKX")),
        line_layer(unit("UKR/UA-65", "UKR"), unit("RUS/UA-43", "UKR")),
    ]
    assert lines == [3, 2, 4, 3]


def message(name: str, code: str, people: int, step: tuple[int, int]) -> bytes:
    def varint(value: int) -> bytes:
        out = bytearray()
        while value > 127:
            out.append(value & 127 | 128)
            value >>= 7
        return bytes([*out, value])

    def text(tag: int, value: str) -> bytes:
        return varint(tag << 3 | 2) + varint(len(value.encode())) + value.encode()

    lon, lat = (varint(value * 2 if value >= 0 else -value * 2 - 1) for value in step)
    body = text(2, name) + text(7, code) + varint(9 << 3) + varint(people)
    body += varint(10 << 3) + lon + varint(11 << 3) + lat
    return varint(len(body)) + body


def test_towns_are_read_and_districts_left_out() -> None:
    data = message("Mariupol", "PPLA2", 480_000, (3_754_000, 4_710_000))
    data += message("Pravyi Bereh", "PPLX", 500_000, (100, 100)) + message(
        "Yalta", "PPL", 90, (-10_100, -20_100)
    )
    towns = list(read_towns(data))
    assert [(town.name, town.lon, town.lat) for town in towns] == [
        ("Mariupol", 375_400, 471_000),
        ("Yalta", 374_400, 469_000),
    ]


def test_of_a_square_the_largest_towns_are_kept() -> None:
    towns = [Town(number, f"T{number}", 100, 100, number * 10, 0) for number in range(9)]
    assert [town.id for town in chosen(iter(towns))] == [8, 7, 6, 5]
