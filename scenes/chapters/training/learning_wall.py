"""Pictures that stand out once they are read right, look after look."""

import numpy as np

from scenes.diagram.plots.answers_over_data import between_looks
from scenes.diagram.plots.picture_wall import PictureWall
from scenes.engine.arrays import Numbers
from scenes.engine.followed import Followed

DIM = 0.22  # of the brightness of a picture that is not read right


class LearningWall(PictureWall):
    """Pictures that are dim where ``right``, (looks, pictures), is 0.

    ``turned`` is the look that is shown. From 0 to 1: ``came`` is how far they are
    there, one after the other, and ``answered`` how far those read right stand out.
    """

    turned, answered = Followed[float]("_light"), Followed[float]("_light")
    came = Followed[float]("_light")

    def __init__(
        self, values: Numbers, picture: tuple[int, int], right: Numbers, path: str
    ) -> None:
        super().__init__(values, picture, "")
        self.right, self.right_path = right, path
        self._came = self._turned = self._answered = 0.0

    def _light(self) -> None:
        lit = self.answered * between_looks(self.right, self.turned)
        there = np.arange(len(lit)) < self.came * len(lit)
        self.alphas = there * (DIM + (1 - DIM) * lit)
        is_look = self.answered == 1 and float(self.turned).is_integer()
        self.path = self.right_path.format(int(self.turned)) if is_look else ""
