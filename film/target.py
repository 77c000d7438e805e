"""What clips are made for: picture size, frames a second, codec and its options."""

from dataclasses import dataclass
from fractions import Fraction

# x264 picks its threads by the cores it sees, and their number changes the bytes;
# one thread also costs less processor time a frame (5.5 against 8.8 ms at 1080p).
X264 = (("preset", "veryfast"), ("crf", "18"), ("threads", "1"))


@dataclass(frozen=True, slots=True)
class Target:
    """Width and height in pixels, rate in frames a second, how they are encoded.

    The pictures are laid out for 16:9 and every duration is a multiple of 0.2 s;
    a size or rate that does not go with that is a ValueError.
    """

    width: int
    height: int
    rate: int
    codec: str = "libx264"
    pixel_format: str = "yuv420p"
    options: tuple[tuple[str, str], ...] = X264

    def __post_init__(self) -> None:
        """Refuse a size or rate that the pictures are not made for."""
        size = f"{self.width}x{self.height}"
        if self.width % 2 or self.height % 2:
            raise ValueError(f"size {size}: width and height must be even.")
        if not 64 <= self.width <= 7680:
            raise ValueError(f"size {size}: the width goes from 64 to 7680 pixels.")
        # 854x480 is 16:9 to the nearest even pixel; so may every other size be.
        if abs(self.width * 9 - self.height * 16) > 16:
            fitting = f"{self.width}x{2 * round(self.width * 9 / 32)}"
            raise ValueError(f"size {size} is not 16:9. Try {fitting}.")
        if self.rate < 5 or self.rate % 5:
            raise ValueError(
                f"rate {self.rate}: 0.2 s must be whole frames. Try 15, 30 or 60."
            )

    @property
    def tick(self) -> Fraction:
        """Seconds that one frame lasts."""
        return Fraction(1, self.rate)

    def __str__(self) -> str:
        return f"{self.codec}, {self.width}×{self.height} at {self.rate} frames/s"


QUALITIES = {
    "l": Target(854, 480, 15),
    "m": Target(1280, 720, 30),
    "h": Target(1920, 1080, 60),
    "p": Target(2560, 1440, 60),
    "k": Target(3840, 2160, 60),
}
