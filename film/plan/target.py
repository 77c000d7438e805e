"""What clips are made for: picture size, frames a second, codec and its options."""

from dataclasses import dataclass, replace
from fractions import Fraction

# x264 picks its threads by the cores it sees, and their number changes the bytes;
# one thread also costs less processor time a frame (5.5 against 8.8 ms at 1080p).
X264 = (("preset", "veryfast"), ("crf", "18"), ("threads", "1"))

# What is decoded is what was drawn, to the last bit: GIF and PNG are made from it.
LOSSLESS = (("preset", "ultrafast"), ("qp", "0"), ("threads", "1"))
# Ten times as fast as the careful way (6 against 58 ms a frame of 800×450), as close
# to the frames and 14 % larger. Hidden reference frames do not go with transparency.
VP9 = (
    ("deadline", "realtime"),
    ("cpu-used", "6"),
    ("crf", "24"),
    ("b", "0"),
    ("auto-alt-ref", "0"),
    ("threads", "1"),
)
RGB = "rgb24"
YUV_ALPHA = "yuva420p"


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

    @property
    def container(self) -> str:
        """Kind of file that a clip is: mp4 has no place for the alpha of VP9."""
        return "webm" if self.codec == "libvpx-vp9" else "mp4"

    @property
    def is_rgb(self) -> bool:
        """Whether pictures are stored as they are drawn, not as luma and chroma."""
        return self.pixel_format == RGB

    @property
    def is_transparent(self) -> bool:
        """Whether what nothing is drawn on stays open."""
        return self.pixel_format == YUV_ALPHA

    def __str__(self) -> str:
        return f"{self.codec}, {self.width}×{self.height} at {self.rate} frames/s"


def lossless(target: Target) -> Target:
    """Return the target whose clips hold exactly what was drawn."""
    return replace(target, codec="libx264rgb", pixel_format=RGB, options=LOSSLESS)


def vp9(target: Target, *, transparent: bool) -> Target:
    """Return the target whose clips are VP9, with a transparent ground if asked."""
    pixel_format = YUV_ALPHA if transparent else target.pixel_format
    codec = "libvpx-vp9"
    return replace(target, codec=codec, pixel_format=pixel_format, options=VP9)


QUALITIES = {
    "l": Target(854, 480, 15),
    "m": Target(1280, 720, 30),
    "h": Target(1920, 1080, 60),
    "p": Target(2560, 1440, 60),
    "k": Target(3840, 2160, 60),
}
