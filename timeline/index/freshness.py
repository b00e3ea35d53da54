"""Whether a file is the one that an index was made of.

Time stamps can lie: a file may be written twice within one tick of the clock, its old time may be put back, the clock
may be set back. So an index is trusted by time stamps alone only where all of them are what they were, that of the last
change of the file's own record (ctime, which cannot be put back) included, and where they were well past when it was
made. Otherwise the contents are compared, by their hash.
"""

import os

from timeline.load.chunks import let_go
from timeline.load.nodes import Buffer
from timeline.records import NamedTuple

SETTLED = 2 * 10**9
"""Nanoseconds after which the time stamp of a later change differs; no file system's clock is coarser."""

_STEP = 1 << 20


class Stamp(NamedTuple):
    """What the file system says of a file; times in nanoseconds."""

    size: int
    mtime: int
    ctime: int
    inode: int
    device: int

    @classmethod
    def of(cls, about: os.stat_result) -> "Stamp":
        return cls(about.st_size, about.st_mtime_ns, about.st_ctime_ns, about.st_ino, about.st_dev)

    def is_settled(self, now: int) -> bool:
        """Whether a change from now on would show in the time stamps."""
        return max(self.mtime, self.ctime) + SETTLED < now


def hash_of(data: Buffer) -> str:
    """The hash of a file's contents, in hexadecimal digits."""
    from hashlib import sha256

    found = sha256()
    for start in range(0, len(data), _STEP):
        found.update(data[start : start + _STEP])
        let_go(data, start, _STEP)
    return found.hexdigest()
