"""Roles to looks: the one place that knows colours.

Three hues, both colours of a badge set, so that no theme and no eye is shut out; the word on the badge says the same.
"""

from __future__ import annotations

_SOURCED, _UNPROVEN, _AGAINST = "bold bright_white on blue", "black on yellow", "bold bright_white on red"
_LOOKS = {
    "title": "bold",
    "heading": "bold",
    "event": "bold",
    "possible": "bold",
    "against": "bold",
    "added": "bold",
    "gone": "bold",
    "changed": "bold",
    "note": "italic",
    "line:added": "green",
    "line:gone": "red",
    "status:confirmed": _SOURCED,
    "status:reported": _SOURCED,
    "status:rumoured": _UNPROVEN,
    "status:planned": _UNPROVEN,
    "status:unsourced": _UNPROVEN,
    "status:denied": _AGAINST,
    "status:disputed": _AGAINST,
    "status:retracted": _AGAINST,
    "status:lapsed": "reverse",
    "status:background": "reverse",
    "number:0": _SOURCED,
    "number:1": _UNPROVEN,
    "number:2": _AGAINST,
    "number:3": "underline " + _SOURCED,
    "number:4": "underline " + _UNPROVEN,
    "number:5": "underline " + _AGAINST,
}
_NUMBERED = 6


class Painter:
    """Text and role to text: unchanged without colour, in the role's look with it."""

    __slots__ = ("_looks",)

    def __init__(self, looks: dict[str, tuple[str, str]]) -> None:
        self._looks = looks

    @property
    def has_looks(self) -> bool:
        """Whether it paints at all."""
        return bool(self._looks)

    def __call__(self, text: str, role: str) -> str:
        if not role or not text or not self._looks:
            return text
        if role.startswith("number:"):
            role = f"number:{int(role[7:]) % _NUMBERED}"
        look = self._looks.get(role)
        return text if look is None else f"{look[0]}{text}{look[1]}"


def painter(color: bool) -> Painter:
    """A painter; rich is asked for its escape sequences once a look, and only where there is colour."""
    if not color:
        return Painter({})
    from rich.color import ColorSystem
    from rich.style import Style

    looks: dict[str, tuple[str, str]] = {}
    for role, look in _LOOKS.items():
        before, _, after = Style.parse(look).render("\0", color_system=ColorSystem.STANDARD).partition("\0")
        looks[role] = (before, after)
    return Painter(looks)
