"""Times the date reader, a class of strings at a time, nothing cached, and others on the same strings.

    python bench/dates.py

Microseconds a string, the best of all rounds in a second, and the same as a multiple of `date.fromisoformat` in this
run: machines differ, the multiple less so. python-edtf and undate take part where they are installed.
"""

from __future__ import annotations

import contextlib
import io
import random
import sys
import time
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from timeline.dates import STANDARD, Context
from timeline.dates import read as read_any
from timeline.dates.edtf import read_edtf
from timeline.dates.read import read_single

SECONDS = 1.0
SEED = 2019
CALIBRATION = ["2020-05-17"] * 200

Reader = Callable[[str], object]


def plain_strings() -> dict[str, list[str]]:
    """A hundred years, months and days."""
    draw = random.Random(SEED)
    days = [
        date.fromordinal(draw.randrange(date(1900, 1, 1).toordinal(), date(2030, 1, 1).toordinal())) for _ in range(100)
    ]
    texts = [day.isoformat() for day in days]
    return {"year": [text[:4] for text in texts], "month": [text[:7] for text in texts], "day": texts}


def edtf_strings() -> list[str]:
    """Two hundred strings of all levels, each construct of the standard with several years."""
    draw = random.Random(SEED)
    patterns = (
        "{y}", "{y}-{m}", "{y}-{m}-{d}", "{y}-{m}-{d}T23:20:30Z", "{y}-{m}/{z}-{m}", "{y}-{m}-{d}/{z}",
        "Y1{y}0", "-{y}", "{y}-21", "{y}-24", "{y}?", "{y}-{m}~", "{y}-{m}-{d}%", "{c}XX", "{y}-XX", "{y}-{m}-XX",
        "{y}-XX-XX", "{y}-{m}/..", "/{y}-{m}-{d}", "{y}?/{z}-{m}~",
        "Y-17E7", "{y}S2", "{y}-34", "[{y},{z}]", "[{y},{z}..{z}]", "{{{y},{z}-{m}}}", "[..{y}-{m}-{d}]", "[{y}-{m}..]",
        "{y}-{m}~-{d}", "?{y}-{m}-~{d}", "{y}-%{m}-{d}", "{c}XX-{m}-{d}", "XXXX-{m}-XX", "{c}XX-02-29", "XXXX-02-29",
        "{y}-1X", "{y}-{m}-~{d}/{z}-{m}-~{d}", "{y}-{m}-XX/{z}-{m}-{d}", "{c}5X-12-25", "{y}-41",
    )  # fmt: skip
    out = []
    for _ in range(5):
        for pattern in patterns:
            year = draw.randrange(1100, 2000)
            month, day = f"{draw.randrange(1, 13):02d}", f"{draw.randrange(1, 29):02d}"
            out.append(pattern.format(y=year, z=year + draw.randrange(1, 30), c=str(year)[:2], m=month, d=day))
    return out


def phrases() -> list[str]:
    """A hundred English phrases."""
    draw = random.Random(SEED)
    patterns = (
        "May {y}", "May {d}, {y}", "{d} May {y}", "Sept. {d}, {y}", "mid-{y}", "early {y}", "late May {y}",
        "autumn {y}", "Q3 {y}", "first half of {y}", "{t}0s", "early {t}0s", "c. {y}", "about May {y}", "before {y}",
        "after May {y}", "by May {y}", "since {y}", "between June and August {y}", "from {y} to {z}", "{y} or {z}",
        "September", "September {d}", "unknown", "{y} or later",
    )  # fmt: skip
    out = []
    for _ in range(4):
        for pattern in patterns:
            year = draw.randrange(1911, 1999)
            out.append(pattern.format(y=year, z=year + 2, t=year // 10, d=draw.randrange(13, 28)))
    return out


def best(reader: Reader, texts: Sequence[str]) -> float:
    """Microseconds a string in the best round. All texts are dates: a refusal ends the run."""
    least = float("inf")
    until = time.perf_counter() + SECONDS
    while (started := time.perf_counter()) < until:
        for text in texts:
            reader(text)
        least = min(least, time.perf_counter() - started)
    return least / len(texts) * 1e6


def others() -> dict[str, Reader | None]:
    """Other readers by name; None where one is not installed."""
    found: dict[str, Reader | None] = {"python-edtf": None, "undate": None}
    with contextlib.suppress(ImportError):
        from edtf import parse_edtf

        found["python-edtf"] = _bounds_of_python_edtf(parse_edtf)
    with contextlib.suppress(ImportError):
        from undate import Undate

        found["undate"] = _quietly(lambda text: Undate.parse(text, "EDTF"))
    return found


def _bounds_of_python_edtf(parse: Reader) -> Reader:
    def reader(text: str) -> object:
        when = parse(text)
        return when.lower_strict(), when.upper_strict()  # type: ignore[attr-defined]

    return _quietly(reader)


def _quietly(reader: Reader) -> Reader:
    """Another program's reader, whose exceptions and messages are not ours to judge here."""

    def read(text: str) -> object:
        with contextlib.redirect_stdout(io.StringIO()):
            try:
                return reader(text)
            except Exception:  # noqa: BLE001
                return None

    return read


def main() -> None:
    unit = best(date.fromisoformat, CALIBRATION)
    print(f"{'':28}{'us':>10}{'x fromisoformat':>18}")

    def line(name: str, reader: Reader, texts: Sequence[str]) -> None:
        time_each = best(reader, texts)
        print(f"{name:28}{time_each:10.2f}{time_each / unit:18.1f}")

    print(f"{'date.fromisoformat':28}{unit:10.2f}{1:18.1f}")
    context = Context()
    for name, texts in plain_strings().items():
        line(f"plain {name}", read_any, texts)
    edtf = edtf_strings()
    line(f"EDTF ({len(edtf)})", lambda text: read_edtf(text, STANDARD), edtf)
    english = phrases()
    line(f"phrases ({len(english)})", lambda text: read_single(text, context), english)
    for name, reader in others().items():
        if reader is None:
            print(f"{name:28}{'not installed':>28}")
            continue
        for what, texts in (*plain_strings().items(), ("EDTF", edtf)):
            line(f"{name}, {what}", reader, texts)


if __name__ == "__main__":
    main()
