"""yaml-rs, imported in half the time.

It can read from a `pathlib.Path`, which it is never given here, and pathlib brings in urllib, ipaddress and fnmatch: a
tenth of all that a run with a small file takes.
"""

from timeline.standins import FAULTS, StandIns

try:
    with StandIns(pathlib={"Path": type("Path", (), {})}):
        from yaml_rs import loads
except FAULTS:
    from yaml_rs import loads

__all__ = ["loads"]
