"""The command line by another way: `python -m film` is `backprop`."""

from film.cli.commands import main

main()
