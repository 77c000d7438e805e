"""The pictures: draws what a Trace holds and computes nothing itself.

Upwards: style and setting; engine; encoding, layout and diagram; notation and
path_texts; the motions; chapter, step_chapter and training_chapter; the rest of
vocabulary; chapters, and guest: `Stage` and `NetworkDiagram`, for scenes that are not
ours. What stands above may import what stands below. Of backprop_core it takes the
assets, paths and the curves of activations and losses (standalone alone trains); never
film.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from scenes.guest.network_diagram import NetworkDiagram
    from scenes.guest.stage_scene import StageScene as Stage

__all__ = ["NetworkDiagram", "Stage"]


def __getattr__(name: str) -> Any:
    """Return what scenes of your own need; importing it imports Manim (1.8 s)."""
    if name == "Stage":
        from scenes.guest.stage_scene import StageScene

        return StageScene
    if name == "NetworkDiagram":
        from scenes.guest.network_diagram import NetworkDiagram

        return NetworkDiagram
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
