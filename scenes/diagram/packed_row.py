"""A row that ends at its origin and closes up: what is not shown takes no room."""

from collections.abc import Mapping, Sequence

from scenes.engine.drawing import Drawing

GAP = 0.14


class PackedRow(Drawing):
    """Named parts in order, right-aligned; ``shown`` names those that are there.

    row = PackedRow({"name": name, "value": value}, shown=["value"])
    self.play(*pack(row, "name", "value"))
    """

    def __init__(
        self, named: Mapping[str, Drawing], shown: Sequence[str], *, gap: float = GAP
    ) -> None:
        self.named = dict(named)
        self.gap = gap
        super().__init__(*named.values())
        places = self.places(shown)
        for name, part in self.named.items():
            part.x, part.opacity = places[name], float(name in shown)

    def take_in(self, name: str, part: Drawing, *, before: str) -> None:
        """Take in a part, not yet shown, left of another one."""
        order = [*self.named]
        order.insert(order.index(before), name)
        self.named = {each: {**self.named, name: part}[each] for each in order}
        part.opacity = 0.0
        self.add(part)
        part.x = self.places(order)[name]

    def places(self, shown: Sequence[str]) -> dict[str, float]:
        """Return the x of each part while some are shown; the others wait there."""
        right, found = 0.0, {}
        for name, part in reversed(self.named.items()):
            box = part.box
            found[name] = part.x + right - box.right
            if name in shown:
                right -= box.width + self.gap
        return found
