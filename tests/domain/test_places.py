"""What people type as a place, and what only looks like one."""

# ruff: noqa: RUF001 - signs as phones write them

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bot.domain.geometry import Point
from bot.domain.places import read_point

# Everything in this table is the same place, to about ten metres.
HERE = Point(44.12345, 4.07654)
WRITTEN = [
    "44.12345, 4.07654",
    "44.12345,4.07654",
    "44.12345 4.07654",
    "  44.12345   4.07654\n",
    "44,12345 4,07654",
    "44,12345, 4,07654",
    "44,12345; 4,07654",
    "44,12345,4,07654",
    "44.12345/4.07654",
    "44.12345 | 4.07654",
    "(44.12345, 4.07654)",
    "[44.12345, 4.07654]",
    "+44.12345, +4.07654",
    "44.12345, 04.07654",
    "44.12345 et 4.07654",
    "GPS 44.12345, 4.07654",
    "gps : 44.12345, 4.07654",
    "Coordonnées GPS : 44,12345 / 4,07654",
    "Position: 44.12345, 4.07654.",
    "44.12345°, 4.07654°",
    "44.12345° N, 4.07654° E",
    "44.12345°N 4.07654°E",
    "44.12345º N 4.07654º E",
    "44.12345N 4.07654E",
    "44.12345 n, 4.07654 e",
    "N 44.12345 E 4.07654",
    "N44.12345, E4.07654",
    "4.07654 E, 44.12345 N",
    "E 4.07654 N 44.12345",
    "44,12345° Nord, 4,07654° Est",
    "44.12345 north, 4.07654 east",
    "44.12345 norte, 4.07654 este",
    "lat: 44.12345, lon: 4.07654",
    "lat=44.12345 lng=4.07654",
    "Latitude 44.12345 Longitude 4.07654",
    "longitude : 4,07654 ; latitude : 44,12345",
    "Latitude: 44.12345 N, Longitude: 4.07654 E",
    "44°07'24.4\"N 4°04'35.5\"E",
    "44° 7' 24,4\" N, 4° 4' 35,5\" E",
    "44°07′24.4″N 4°04′35.5″E",
    "44°07’24.4’’N 4°04’35.5’’E",
    "44°07'24.4'' Nord 4°04'35.5'' Est",
    "N 44°07'24.4\" E 4°04'35.5\"",
    "44°07'24.4\", 4°04'35.5\"",
    "44 07 24.4 N 4 04 35.5 E",
    "N44°07.407' E004°04.592'",
    "44° 07.407', 4° 04.592'",
    "N 44 07.407 E 004 04.592",
    "٤٤٫١٢٣٤٥، ٤٫٠٧٦٥٤",
    "٤٤٫١٢٣٤٥ ٤٫٠٧٦٥٤",
    "۴۴٫۱۲۳۴۵، ۴٫۰۷۶۵۴",
    "إحداثيات: ٤٤.١٢٣٤٥ , ٤.٠٧٦٥٤",
    "٤٤٫١٢٣٤٥ شمال، ٤٫٠٧٦٥٤ شرق",
    "خط العرض ٤٤٫١٢٣٤٥ خط الطول ٤٫٠٧٦٥٤",
    "\u206844.12345, 4.07654\u2069",
    "geo:44.12345,4.07654",
    "geo:44.12345,4.07654?z=19",
    "geo:44.12345,4.07654;u=35",
    "geo:0,0?q=44.12345,4.07654(Le%20tas)",
    "https://www.google.com/maps/@44.12345,4.07654,17z",
    "https://www.google.fr/maps/@44.12345,4.07654,250m/data=!3m1!1e3",
    "https://maps.google.com/?q=44.12345,4.07654",
    "maps.google.com/maps?q=loc:44.12345,4.07654",
    "http://maps.google.com/maps?ll=44.12345,4.07654&z=16",
    "https://www.google.com/maps/search/?api=1&query=44.12345%2C4.07654",
    "https://www.google.com/maps/search/44.12345,+4.07654?entry=tts",
    "https://www.google.com/maps/dir/?api=1&destination=44.12345,4.07654",
    "https://www.google.com/maps/dir//44.12345,4.07654/@44.2,4.2,12z",
    "https://www.google.com/maps/place/Parc/@44.1,4.05,15z/data=!4m6!3m5!8m2!3d44.12345!4d4.07654!16s",
    "https://www.google.com/maps/place/44%C2%B007'24.4%22N+4%C2%B004'35.5%22E/@44.1,4.05,17z",
    "https://www.google.co.uk/maps?q=44.12345,4.07654",
    "https://www.openstreetmap.org/#map=18/44.12345/4.07654",
    "https://www.openstreetmap.org/#map=18/44.12345/4.07654&layers=N",
    "https://www.openstreetmap.org/?mlat=44.12345&mlon=4.07654#map=16/44.2/4.1",
    "https://www.openstreetmap.org/way/123#map=19/44.12345/4.07654",
    "osm.org/?mlat=44.12345&mlon=4.07654",
    "https://maps.apple.com/?ll=44.12345,4.07654&q=D%C3%A9p%C3%B4t",
    "https://maps.apple.com/?q=44.12345,4.07654",
    "https://maps.apple.com/place?coordinate=44.12345,4.07654&name=Rep%C3%A8re",
    "C'est là : https://maps.google.com/?q=44.12345,4.07654 derrière l'école",
    "Dépôt (https://www.openstreetmap.org/#map=18/44.12345/4.07654).",
]
ELSEWHERE = [
    ("33.86880 S, 151.20930 E", Point(-33.8688, 151.2093)),
    ("-33.86880, 151.20930", Point(-33.8688, 151.2093)),
    ("−33,86880 ; 151,20930", Point(-33.8688, 151.2093)),
    ("36.75380 N, 3.05880 O", Point(36.7538, -3.0588)),
    ("36°45'13.7\"N 3°03'31.7\"O", Point(36.75381, -3.05881)),
    ("36.75380° nord, 3.05880° ouest", Point(36.7538, -3.0588)),
    ("36.75380 norte, 3.05880 oeste", Point(36.7538, -3.0588)),
    ("36.75380 N 3.05880 W", Point(36.7538, -3.0588)),
    ("٣٣٫٨٦٨٨٠ جنوب، ٣٫٠٥٨٨٠ غرب", Point(-33.8688, -3.0588)),
]
WORDS = [
    "",
    "?",
    "Parc Cauvel",
    "12 rue des Acacias",
    "12 bis, rue des Érables, 30100 Alès",
    "2, avenue 1,5",
    "Bâtiment 4, entrée 2",
    "bât. 12 E 4",
    "12 E, 4 N",
    "N 106",
    "30100 Alès",
    "30100, 30007",
    "44",
    "44.12345",
    "44, 4",
    "44 4",
    "44.1, 4.0",
    "44.12, 4.07",
    "44.12° N, 4.07° E",
    "44° N 4° E",
    "44.123, 4.076",
    "12.500 15.000",
    "1.250, 2.500",
    "06 12 34 56 78",
    "06.12.34.56.78",
    "06-12-34-56-78",
    "0612345678",
    "+33 6 12 34 56 78",
    "+33.612.345678",
    "06.1234 56.7890",
    "23/11/2026",
    "23.11.2026",
    "2026-11-23",
    "11.2026 12.2026",
    "11.2026 - 12.2026",
    "04.2026, 11.2026",
    "le 23.11 à 8.30",
    "8h30 12h00",
    "8.30 12.00",
    "12:30:45",
    "192.168.12.34",
    "44 07 24 4 04 35",
    "44.12345, 4.07654, 3.5",
    "44.12345 N, 4.07654 N",
    "44.12345 E, 4.07654 E",
    "-44.12345 S, 4.07654 E",
    "44°67'24\"N 4°04'35\"E",
    "144.12345, 4.07654",
    "44.12345, 184.07654",
    "44.12345 mètres, 4.07654",
    "D-0042",
    "https://maps.app.goo.gl/AbCdEf123456",
    "Parc Cauvel\nhttps://maps.app.goo.gl/AbCdEf123456",
    "https://www.google.com/maps/place/Al%C3%A8s",
    "https://www.google.com/maps/@44.1,4.0,6z",
    "https://www.openstreetmap.org/#map=6/44.1/4.0",
    "https://www.google.com/search?q=44+rue+des+Acacias",
    "https://maps.apple.com/?address=Al%C3%A8s",
    "https://example.org/?ll=44.12345,4.07654",
    "https://notgoogle.com/maps/@44.12345,4.07654,17z",
    "https://[broken/maps/@44.12345,4.07654,17z",
    "geo:",
    "geo:0,0",
    "geo:91.5,4.0",
]


@pytest.mark.parametrize("written", WRITTEN)
def test_every_usual_way_to_write_a_point_is_understood(written: str) -> None:
    point = read_point(written)
    assert point is not None
    assert point.latitude == pytest.approx(HERE.latitude, abs=1e-4)
    assert point.longitude == pytest.approx(HERE.longitude, abs=1e-4)


@pytest.mark.parametrize(("written", "meant"), ELSEWHERE)
def test_south_and_west_are_understood_in_each_language(written: str, meant: Point) -> None:
    point = read_point(written)
    assert point is not None
    assert (point.latitude, point.longitude) == pytest.approx((meant.latitude, meant.longitude), abs=1e-4)


@pytest.mark.parametrize("written", WORDS)
def test_what_only_looks_like_a_point_stays_words(written: str) -> None:
    assert read_point(written) is None


degrees = st.tuples(st.floats(-89.9999, 89.9999), st.floats(-179.9999, 179.9999))


@given(degrees, st.sampled_from([", ", " ", ";", ","]), st.booleans())
def test_decimal_degrees_are_read_back(place: tuple[float, float], between: str, comma: bool) -> None:  # noqa: FBT001 - drawn
    written = between.join(f"{each:.6f}" for each in place)
    months = all(1 <= abs(int(each)) <= 12 for each in place)
    assume(not months)
    point = read_point(written.replace(".", ",") if comma else written)
    if written.startswith("0") and written[1].isdigit():
        return
    assert point is not None
    assert (point.latitude, point.longitude) == pytest.approx(place, abs=1e-6)


@given(degrees)
def test_degrees_minutes_and_seconds_are_read_back(place: tuple[float, float]) -> None:
    def written(value: float, halves: str) -> str:
        tenths = round(abs(value) * 36000)
        minutes, tenth = divmod(tenths, 600)
        return f"{minutes // 60}°{minutes % 60:02}'{tenth / 10:04.1f}\"{halves[value < 0]}"

    point = read_point(f"{written(place[0], 'NS')} {written(place[1], 'EO')}")
    assert point is not None
    assert (point.latitude, point.longitude) == pytest.approx(place, abs=2e-5)


numbers = st.integers(1, 9999).map(str)
streets = st.sampled_from(["rue", "avenue", "place", "bd", "impasse", "chemin", "allée", "cité", "résidence"])
names = st.sampled_from(
    ["des Acacias", "d'Alsace", "Jules-Cazot", "du 8 mai 1945", "de l'Est", "du Nord", "W"]
)


@given(numbers, st.sampled_from(["", " bis", " ter", ", ", " E", " N"]), streets, names, numbers)
def test_an_address_is_never_a_point(number: str, bis: str, street: str, name: str, code: str) -> None:
    assert read_point(f"{number}{bis} {street} {name}") is None
    assert read_point(f"{number}{bis} {street} {name}, {code} Alès") is None
    assert read_point(f"{street} {name} {number}, {code}") is None


@given(
    st.sampled_from(["0", "+33 ", "+33", "0033 ", "+213 ", "+212"]),
    st.integers(100000000, 999999999).map(str),
    st.sampled_from(["", " ", ".", "-", "/", ", "]),
    st.integers(1, 4),
)
def test_a_telephone_number_is_never_a_point(start: str, digits: str, between: str, size: int) -> None:
    groups = [digits[0], *(digits[at : at + size] for at in range(1, 9, size))]
    assert read_point(start + between.join(groups)) is None


@given(st.dates(), st.dates(), st.sampled_from(["%d.%m.%Y", "%d/%m/%y", "%m.%Y", "%Y-%m-%d", "%d.%m"]))
def test_a_date_or_two_are_never_a_point(first: object, last: object, form: str) -> None:
    one, other = format(first, form), format(last, form)
    assume("19" <= one[-4:-2] <= "20" or form != "%m.%Y")
    assume("19" <= other[-4:-2] <= "20" or form != "%m.%Y")
    for written in (one, f"{one} {other}", f"{one}-{other}", f"{one}, {other}", f"{one} - {other}"):
        assert read_point(written) is None


@given(st.text(max_size=300))
def test_nothing_anybody_types_raises(text: str) -> None:
    read_point(text)


@given(st.text("0123456789.,-+°'\" NSEWOlatgeo:@/!34d?q=&#mapـ٤", max_size=130))
def test_what_is_nearly_a_point_is_one_on_earth_or_words(text: str) -> None:
    point = read_point(text)
    assert point is None or (abs(point.latitude) <= 90 and abs(point.longitude) <= 180)


@pytest.mark.parametrize(
    "text", ["4" * 4000, "4.1 " * 1000, "1," * 2000, "geo:" * 1000, "https://google." * 300]
)
def test_a_long_text_is_read_at_once(text: str) -> None:
    assert read_point(text) is None
