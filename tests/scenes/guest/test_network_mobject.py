"""A network behaves as any mobject of Manim's, and its passes tell its step."""

import subprocess
import sys
from collections.abc import Callable
from copy import deepcopy
from typing import Any

import numpy as np
import pytest
from manim import (
    DOWN,
    LEFT,
    RIGHT,
    UP,
    UR,
    FadeIn,
    FadeOut,
    Group,
    Restore,
    Square,
    linear,
    there_and_back,
)

from backprop_core import Recording, RunSpec, train
from backprop_core.assets import asset
from scenes import NetworkDiagram, Stage
from scenes.engine.reading import ReadingPen
from scenes.guest import guest_passes
from scenes.style import THEMES

Act = Callable[[Any, Any], Any]


def network_of(experiment: str = "xor", **more: Any) -> Any:
    """Return the network of the first step of an experiment."""
    run = RunSpec.load(asset(f"experiments/{experiment}.toml"))
    return NetworkDiagram(train(run, Recording(steps=(0,), whole=False)), **more)


def played(act: Act, network: Any, **stage: Any) -> Any:
    """Return a scene in which something was done with a network."""

    class Mine(Stage):
        def construct(self) -> None:
            act(self, network)

    scene = Mine(**stage)
    scene.render()
    return scene


def inked(scene: Any) -> tuple[float, float, float, float]:
    """Return left, bottom, right and top of all that is painted, in Manim units."""
    pixels = scene.renderer.picture(scene)[:, :, :3].astype(int)
    rows, columns = np.nonzero(np.abs(pixels - pixels[0, 0]).max(axis=2) > 8)
    scale = 128 / 9 / pixels.shape[1]
    height, width = pixels.shape[:2]
    left, right = (columns.min() - width / 2, columns.max() + 1 - width / 2)
    top, bottom = (height / 2 - rows.min(), height / 2 - rows.max() - 1)
    return left * scale, bottom * scale, right * scale, top * scale


def marks(network: Any, what: str) -> dict[tuple[int, int], Any]:
    """Return what is painted of one kind, by column and unit."""
    pen = ReadingPen(320, 180, THEMES["dark"], 320 / (128 / 9))
    network.draw(pen)
    found = [mark for mark in pen.marks() if mark.depicts.what == what]
    return {(each.depicts.column, each.depicts.unit): each for each in found}


MOVES: dict[str, Act] = {
    "as it is": lambda scene, network: scene.add(network),
    "shift": lambda scene, network: scene.add(network.shift(LEFT + UP)),
    "scale": lambda scene, network: scene.add(network.scale(0.5).shift(DOWN)),
    "width": lambda scene, network: scene.add(network.scale_to_fit_width(4.0)),
    "corner": lambda scene, network: scene.add(network.scale(0.4).to_corner(UR)),
    "group": lambda scene, network: scene.add(Group(network).scale(0.5).shift(RIGHT)),
    "fade in": lambda scene, network: scene.play(FadeIn(network, shift=UP)),
    "animate": lambda scene, network: scene.play(
        network.animate(path_arc=1.0).scale(0.6).shift(RIGHT), run_time=0.5
    ),
}


@pytest.mark.parametrize("move", MOVES)
def test_it_is_painted_where_it_says_it_stands(move: str) -> None:
    """Wherever it was moved, its ink fills the box that Manim knows of it."""
    network = network_of()
    left, bottom, right, top = inked(played(MOVES[move], network))
    near = 0.25 * network.size + 0.05  # its arcs and rims reach beyond a little
    assert left == pytest.approx(network.get_left()[0], abs=near)
    assert right == pytest.approx(network.get_right()[0], abs=near)
    assert top == pytest.approx(network.get_top()[1], abs=near)
    assert bottom == pytest.approx(network.get_bottom()[1], abs=near)


def test_its_measures_are_those_of_a_mobject() -> None:
    """Centre, width and neighbours are where they would be of a square."""
    network = network_of()
    assert network.get_center() == pytest.approx([0, 0, 0], abs=1e-9)
    wide, tall = network.width, network.height
    network.scale(0.5).shift(2 * LEFT)
    assert network.get_center() == pytest.approx([-2, 0, 0], abs=1e-9)
    assert (network.width, network.height) == pytest.approx((wide / 2, tall / 2))
    square = Square().next_to(network, DOWN)
    assert square.get_top()[1] < network.get_bottom()[1]
    assert square.get_x() == pytest.approx(-2)


def test_fading_is_seen() -> None:
    """Half way it is half as clear; in the end it has gone, or is as it was."""
    network = network_of()
    seen: list[float] = []

    def fade(scene: Any, _: Any) -> None:
        watch = Square().add_updater(lambda _: seen.append(network.opacity))
        scene.add(watch)
        scene.play(FadeIn(network, rate_func=linear), run_time=0.5)
        scene.play(FadeOut(network))

    scene = played(fade, network)
    assert min(seen) == 0.0
    assert max(seen) > 0.8
    assert network not in scene.mobjects
    assert network.opacity == 1.0


def test_what_was_saved_comes_back() -> None:
    """Its own state is kept and restored as of any mobject."""
    network = network_of()

    def there(scene: Any, _: Any) -> None:
        scene.add(network)
        network.save_state()
        scene.play(network.animate.scale(0.5).shift(UP))
        scene.play(Restore(network), run_time=0.3)

    played(there, network)
    assert network.size == pytest.approx(1.0)
    assert network.get_center() == pytest.approx([0, 0, 0], abs=1e-9)


def test_a_group_fades_with_what_is_manims() -> None:
    """A group of both is painted whole, whichever of them it begins with."""
    network = network_of()
    square = Square().next_to(network.scale(0.5), LEFT)

    def both(scene: Any, _: Any) -> None:
        scene.play(FadeIn(Group(square, network), shift=UP), run_time=0.5)

    left, _, right, _ = inked(played(both, network))
    assert left == pytest.approx(square.get_left()[0], abs=0.1)
    assert right == pytest.approx(network.get_right()[0], abs=0.2)


@pytest.mark.parametrize("seconds", [None, 0.5])
def test_a_pass_ends_where_its_step_does(seconds: float | None) -> None:
    """In any time: activations, then δ, then the weights after the update."""
    network = network_of()
    parts = len(network.get_family())
    more = {} if seconds is None else {"run_time": seconds}
    known: list[Any] = []

    def all_three(scene: Any, _: Any) -> None:
        for each in (network.forward, network.backward, network.update):
            scene.play(each(), **more)
            units = network.network.units[1:]
            shown = [(u.shown_activations, u.shown_deltas) for u in units]
            known.append([(float(a.min()), float(d.min())) for a, d in shown])

    played(all_three, network)
    assert known == [[(1, 0), (1, 0)], [(1, 1), (1, 1)], [(0, 0), (0, 0)]]
    for edges, layer in zip(network.network.edges, network.step.layers, strict=True):
        assert edges.weights == pytest.approx(np.array(layer.weights_after))
    assert len(network.get_family()) == parts


def wrong_values(network: Any) -> list[str]:
    """Return what is painted at a unit with another value than its own."""
    wrong = []
    for column, layer in enumerate(network.step.layers, start=1):
        units = network.network.units[column]
        for unit, delta in enumerate(layer.deltas[network.row].tolist()):
            mark = marks(network, "delta")[column, unit]
            (disc,) = mark.of("disc", role="error") or mark.of("ring", role="error")
            share = (disc.size * 128 / 9 / 320 / network.size) ** 2
            most = (0.92 * float(units.radii[unit])) ** 2
            if abs(share / most - abs(delta) / units.delta_scale) > 0.01:
                wrong.append(f"δ of {column}, {unit}")
    return wrong


def test_the_returning_pass_leaves_each_unit_its_own_delta() -> None:
    """The disc in a unit is as large as δ of that unit."""
    network = network_of()
    played(lambda scene, _: scene.play(network.backward(), run_time=0.5), network)
    assert wrong_values(network) == []


def test_the_delta_of_another_unit_is_seen() -> None:
    """A pass that leaves the neighbour's δ behind is found."""
    network = network_of()
    units = network.network.units[1]
    units.deltas = np.roll(units.deltas, 1)
    played(lambda scene, _: scene.play(network.backward(), run_time=0.5), network)
    assert wrong_values(network)


def test_a_pass_runs_there_and_back() -> None:
    """With a rate that returns, all is as before, and nothing is left under way."""
    network = network_of()
    parts = len(network.get_family())

    def act(scene: Any, _: Any) -> None:
        scene.play(network.forward(), run_time=4, rate_func=there_and_back)

    played(act, network)
    assert not network.network.units[-1].shown_activations.any()
    assert all(edges.lit.max() < 0.01 for edges in network.network.edges)
    assert len(network.get_family()) == parts


def test_pulses_run_forwards_and_then_backwards() -> None:
    """In the midst of a pass its pulses are there, each on the way it belongs to."""
    network = network_of()
    seen: dict[str, set[Any]] = {}

    def act(scene: Any, _: Any) -> None:
        for name in ("forward", "backward"):
            found = seen.setdefault(name, set())
            watch = Square().set_opacity(0)
            watch.add_updater(lambda _, found=found: found.update(pulses(network)))
            scene.add(watch)
            scene.play(getattr(network, name)())
            scene.remove(watch)

    played(act, network)
    assert seen == {
        "forward": {("weighted_inputs", False)},
        "backward": {("returned", True)},
    }


def pulses(network: Any) -> set[tuple[str, bool]]:
    """Return of which quantity pulses are under way, and whether they return."""
    return {
        (mark.depicts.path.split("[")[-2].rpartition(".")[2], mark.depicts.backwards)
        for mark in marks(network, "pulse").values()
    }


def test_updaters_of_both_kinds_run() -> None:
    """Manim's ``update(dt)`` is still there beside the pass of that name."""
    network = network_of()
    network.add_updater(lambda each, dt: each.shift(dt * RIGHT))
    scene = played(lambda scene, _: (scene.add(network), scene.wait(1)), network)
    assert network.get_x() == pytest.approx(1.0, abs=0.1)
    assert inked(scene)[2] == pytest.approx(network.get_right()[0], abs=0.3)
    assert isinstance(network.update(), guest_passes.Pass)


def test_a_copy_shares_the_record_and_nothing_that_moves() -> None:
    """Animations copy what they move: the numbers of a step are not copied."""
    network = network_of("digits")
    other = deepcopy(network)
    assert other.step is network.step
    other.network.units[1].lit[:] = 0.0
    assert network.network.units[1].lit.min() == 1.0


@pytest.mark.parametrize("theme", THEMES)
def test_a_stage_has_the_ground_of_its_theme(theme: str) -> None:
    """A scene without a trace, too."""
    scene = played(lambda scene, _: scene.add(Square()), None, theme=theme)
    ground = scene.renderer.picture(scene)[0, 0, :3] / 255
    assert ground == pytest.approx(THEMES[theme].colours()["background"], abs=0.01)


def test_an_unknown_theme_is_refused() -> None:
    """With those that there are."""
    with pytest.raises(ValueError, match=r"'grey' is none of \('dark', 'light'\)"):
        Stage(theme="grey")


def test_a_step_that_was_not_recorded_is_named() -> None:
    """The error says which ones were."""
    with pytest.raises(KeyError, match="recorded"):
        network_of(step=3)


def test_importing_the_package_imports_no_manim() -> None:
    """Planning a film reads our tables: Manim comes with the first Stage."""
    code = "import sys, scenes; print('manim' in sys.modules); scenes.Stage; "
    code += "print('manim' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["False", "True"]


@pytest.mark.parametrize(("z_index", "is_above"), [(1, True), (0, False)])
def test_what_has_a_higher_z_index_lies_above(z_index: int, is_above: bool) -> None:
    """Ours and Manim's are painted in one order: a cover added first, and lifted."""
    network = network_of("digits")
    cover = Square(side_length=20, fill_opacity=1, color="#00FF00", stroke_width=0)
    cover.set_z_index(z_index)
    scene = played(lambda scene, _: scene.add(cover, network), None)
    colours = np.unique(scene.renderer.picture(scene).reshape(-1, 4), axis=0)
    assert (len(colours) == 1) == is_above
