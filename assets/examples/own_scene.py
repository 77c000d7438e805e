"""A scene of your own, with a network in it: run `manim -ql own_scene.py`."""

from manim import DOWN, LEFT, FadeIn, Text, Write

from backprop_core import Recording, RunSpec, train
from backprop_core.assets import asset
from scenes import NetworkDiagram, Stage


class OwnScene(Stage):
    """A network beside Manim's own mobjects."""

    def construct(self):
        """Play one step of the training, layer by layer."""
        run = RunSpec.load(asset("experiments/xor.toml"))
        trace = train(run, Recording(steps=(50,), whole=False))
        network = NetworkDiagram(trace, step=50)
        words = Text("mine").next_to(network, DOWN)
        self.play(FadeIn(network), Write(words), run_time=0.5)
        self.play(network.animate.shift(LEFT))
        self.play(network.forward())
        self.play(network.backward())
        self.play(network.update(), run_time=3)
