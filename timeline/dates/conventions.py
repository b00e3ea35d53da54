"""Ours, not the source's: what mid, early, late and the seasons mean, and how far "about" reaches.

One table, printed by `timeline date --conventions`; a file's header may change it. A date that rests on it says so
(`When.convention`). Months and days of the month count from 1, both ends included.
"""

from timeline.records import NamedTuple

Months = tuple[int, int]


class Conventions(NamedTuple):
    """The table. Every pair is first and last, both included; a season whose first month is after its last wraps."""

    spring: Months = (3, 5)
    summer: Months = (6, 8)
    autumn: Months = (9, 11)
    winter: Months = (12, 2)
    early_year: Months = (1, 4)
    mid_year: Months = (5, 8)
    late_year: Months = (9, 12)
    early_month: tuple[int, int] = (1, 10)
    mid_month: tuple[int, int] = (11, 20)
    late_month: tuple[int, int] = (21, 31)
    early_decade: tuple[int, int] = (0, 3)
    mid_decade: tuple[int, int] = (4, 6)
    late_decade: tuple[int, int] = (7, 9)
    early_century: tuple[int, int] = (0, 32)
    mid_century: tuple[int, int] = (33, 66)
    late_century: tuple[int, int] = (67, 99)
    tv_season: Months = (9, 8)
    slack: bool = True

    def season(self, code: int) -> Months:
        """Months of an EDTF season: 21-24 and 25-28 northern, 29-32 southern (level 2, hemispheric seasons)."""
        northern = (self.spring, self.summer, self.autumn, self.winter)
        southern = (self.autumn, self.winter, self.spring, self.summer)
        return southern[code - 29] if code >= 29 else northern[(code - 21) % 4]

    def part_of_year(self, part: str) -> Months:
        return {"early": self.early_year, "mid": self.mid_year, "late": self.late_year}[part]

    def part_of_month(self, part: str) -> tuple[int, int]:
        return {"early": self.early_month, "mid": self.mid_month, "late": self.late_month}[part]

    def part_of_decade(self, part: str) -> tuple[int, int]:
        return {"early": self.early_decade, "mid": self.mid_decade, "late": self.late_decade}[part]

    def part_of_century(self, part: str) -> tuple[int, int]:
        return {"early": self.early_century, "mid": self.mid_century, "late": self.late_century}[part]


STANDARD = Conventions()

SLACK_DAYS = {"day": 1, "part of a month": 3}
SLACK_MONTHS = {"month": 1, "season": 1, "part of a year": 1, "year": 12, "part of a decade": 12, "decade": 60}
