"""The same pictures are the same bytes, whatever was in memory before."""

import subprocess
import sys

PROGRAM = """
import hashlib, sys
import av, numpy as np
from film.render.encoder import BeatEncoder
from film.plan.target import Target

width, height = 480, 270
chance = np.random.default_rng(0)
noise = chance.integers(16, 235, (3, height * 3 // 2, width), dtype=np.uint8)
noise[:, : height - 6] = 30
found = set()
for past in range(10):
    dirt = [np.full(size, past, np.uint8) for size in chance.integers(9, 200_000, 50)]
    del dirt
    encoder = BeatEncoder(Target(width, height, 15))
    frames = [av.VideoFrame.from_numpy_buffer(each, format="yuv420p") for each in noise]
    packets = [packet for frame in frames for packet in encoder.encode(frame, 6)]
    content = b"".join(map(bytes, packets + encoder.finish()))
    found.add(hashlib.sha256(content).hexdigest())
print(len(found))
"""


def test_what_was_in_memory_changes_no_byte():
    """An encoder gives the same packets in memory that others have used before."""
    told = subprocess.run(
        [sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=True
    )
    assert told.stdout == "1\n"
