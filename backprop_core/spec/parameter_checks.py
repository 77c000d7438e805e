"""The file of [network] parameters, and whether it fits the other keys of the table."""

from collections.abc import Iterator
from pathlib import Path

from backprop_core.faults import Fault, SpecError, shown
from backprop_core.importers.fitted import Network, read_parameters
from backprop_core.importers.stack import Stack
from backprop_core.spec.run_tables import NetworkSpec


def own_parameters(network: NetworkSpec, folder: Path) -> Stack | Network | None:
    """The layers in the file that [network] names, None if it names none.

    Those of an ONNX file come with their activations. Raises SpecError if the file
    cannot be read.
    """
    if network.parameters is None:
        return None
    try:
        return read_parameters(folder / network.parameters)
    except ValueError as error:
        message = f"{Path(network.parameters).name}: {error}"
        raise SpecError([Fault("network.parameters", message)]) from None


def parameter_faults(network: NetworkSpec, folder: Path) -> Iterator[Fault]:
    """What does not fit between the keys of [network] and the file they name."""
    if network.parameters and (network.weights or network.biases):
        cure = "Leave one of them out."
        message = f"got a file, where weights or biases are written, too. {cure}"
        yield Fault("network.parameters", message)
        return
    try:
        found = own_parameters(network, folder)
    except SpecError as error:
        yield from error.faults
        return
    if isinstance(found, Network):
        yield from _activation_faults(network, found)
    if found and found.layers != network.layers:
        name = Path(str(network.parameters)).name
        message = f"got {shown(network.layers)}, but {name} holds other sizes. "
        yield Fault("network.layers", f"{message}Write layers = {shown(found.layers)}.")


def _activation_faults(network: NetworkSpec, found: Network) -> Iterator[Fault]:
    """Activations that are not those of the file."""
    name = Path(str(network.parameters)).name
    for key in ("activation", "output"):
        given, true = getattr(network, key), getattr(found.architecture, key)
        if given != true and (key == "output" or len(found.layers) > 2):
            message = f"got {shown(given)}, but {name} has {true}. "
            yield Fault(f"network.{key}", f'{message}Write {key} = "{true}".')
