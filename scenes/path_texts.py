"""Texts whose numbers are made from paths of the trace; chapters inherit them."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

from backprop_core.trace import paths
from scenes import encoding, facts, style, wording
from scenes.diagram.formulas import Formula
from scenes.diagram.text import Number, Source, Text
from scenes.notation import indices, loss_formulas, symbols
from scenes.setting import Setting

NO_VALUES: Mapping[str, str] = MappingProxyType({})


class PathTexts:
    """Makes words, numbers and formulas of one trace in one language."""

    name = ""  # of the chapter, as in the table; the context of its sentences
    is_own = False  # whether it is the user's, whose sentences need no translation
    trace: Any
    setting: Setting
    step_number: int | None

    def here(self, path: str) -> str:
        """Return a path of this step: ``layers[0].sums`` → ``steps[4].layers[0]…``."""
        return f"steps[{self.step_number}].{path}"

    def value(self, path: str) -> Any:
        """Return what a path stands for: a number, a word or an array."""
        return paths.evaluate(path, self.trace, facts.ROOTS)

    def entries(self, path: str) -> list[str]:
        """Return the path of each of what a path names."""
        return [f"{path}[{entry}]" for entry in range(len(self.value(path)))]

    def shown(self, path: str, kind: str = "count", decimals: int | None = None) -> str:
        """Return a path's value as it stands on screen."""
        value = self.value(path)
        if isinstance(value, str):
            return value
        how = encoding.KINDS[kind]
        places = how.decimals if decimals is None else decimals
        return encoding.label(
            float(value), places, signed=how.signed, language=self.setting.language
        )

    def decimals(self, group: Sequence[str], kind: str) -> int:
        """Return how many decimals a group of paths gets, alike for all."""
        values = [float(self.value(path)) for path in group]
        return encoding.decimals(values, encoding.KINDS[kind].decimals)

    def number(
        self,
        path: str,
        kind: str,
        *,
        em: float = style.BODY,
        decimals: int | None = None,
        role: str | None = None,
    ) -> Number:
        """Return the value of a path as a drawing, in the colour of its kind."""
        if decimals is None:
            decimals = self.decimals([path], kind)
        role = role or encoding.KINDS[kind].role
        if role == "weight":
            role = encoding.sign_role(float(self.value(path)))
        return Number(path, self.shown(path, kind, decimals), em=em, role=role)

    def words(
        self,
        sentence: str,
        values: Mapping[str, str] = NO_VALUES,
        *,
        em: float = style.BODY,
        role: str = "text",
        bold: bool = False,
        width: float | None = None,
    ) -> Text:
        """Return a sentence in the viewer's language; ``values`` are paths."""
        template = self.translated(sentence)
        shown = {name: self.shown(path) for name, path in values.items()}
        return Text(
            Source(template, values, shown), em=em, role=role, bold=bold, width=width
        )

    def small_print(self, sentence: str, values: Mapping[str, str] = NO_VALUES) -> Text:
        """Return a small muted label."""
        return self.words(sentence, values, em=style.SMALL, role="muted")

    def translated(self, sentence: str) -> str:
        """Return a sentence in the viewer's language."""
        return wording.translated(
            sentence,
            language=self.setting.language,
            context=self.name,
            or_same=self.is_own,
        )

    def formula(
        self,
        source: str,
        parts: Mapping[str, str],
        values: Mapping[str, str] = NO_VALUES,
        *,
        em: float = style.FORMULA,
    ) -> Formula:
        """Return a formula; ``{z} {a} {C} {y}`` are letters, ``values`` are paths.

        ``{output}`` and ``{other}`` are the indices of an output and of another. Each
        of ``parts`` names a function used in ``source`` and its role.
        """
        every = indices.of_outputs(self._last_column)
        letters = {**symbols.SYMBOLS[self.setting.notation], **every}
        for letter, symbol in letters.items():
            source = source.replace("{" + letter + "}", symbol)
        shown = {name: self.shown(path) for name, path in values.items()}
        return Formula(Source(source, values, shown), parts, em=em)

    def index(self, column: int) -> str:
        """Return the letter that counts the units of a column."""
        return indices.index_of(column, self._last_column)

    def weight_letters(self, column: int) -> str:
        """Return the letters of a weight into a column: ``w_(k j)``."""
        return indices.weight_into(column, self._last_column)

    def delta_of_output(self, index: str, *, alone: bool = False) -> tuple[str, bool]:
        """Return δ of an output as a source, and whether a slope stands before it."""
        output = self.trace.network.activations[-1]
        made = self.trace.run.training.loss, output, self.setting.notation
        return loss_formulas.delta_of_output(*made, index=index, alone=alone)

    @property
    def _last_column(self) -> int:
        return len(self.trace.network.layers) - 1

    def equals(
        self, *factors: tuple[str, int], result: tuple[str, int], em: float = style.BODY
    ) -> Text:
        """Return = or, where what is shown does not multiply exactly, ≈.

        Each factor and the result is a path with the decimals that are shown of it.
        """
        shown = [(float(self.value(path)), places) for path, places in factors]
        product = (float(self.value(result[0])), result[1])
        sign = "=" if encoding.multiplies(shown, product) else "≈"
        return Text(Source(sign), em=em, role="muted")
