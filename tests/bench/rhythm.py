"""Prints how the chapters told on the stage move; run by `make rhythm`.

`make rhythm` sets the path on which the checks of the tests are found. Names of
experiments, or files, may follow; the digits without.
"""

import sys
from statistics import median

from checks.rhythm import measured
from checks.tracing import is_told, trace_for

from scenes.chapters import CHAPTERS
from scenes.setting import LANGUAGES


def main(experiments: list[str]) -> int:
    """Print a line a chapter and language; 1 if one breaks a limit."""
    print(f"{'':26} beats median longest  still stillness  gap moves recalls")
    holds = True
    for name in CHAPTERS:
        for experiment in experiments:
            if not is_told(name, experiment):
                continue
            trace = trace_for(name, experiment)
            for language in LANGUAGES:
                found = measured(name, trace, language=language)
                beats = found.beats
                print(
                    f"{name} {experiment.rpartition('/')[2]} {language:12}"[:26].ljust(
                        26
                    ),
                    f"{len(beats):5} {median(beats):6.1f} {max(beats):7.1f}",
                    f"{found.still:6.0%} {found.longest_stillness:9.1f}",
                    f"{found.longest_gap:4.1f} {found.camera_moves:5}",
                    f"{found.recalls:7}",
                )
                for fault in found.broken():
                    print(f"    {fault}")
                    holds = False
    return 0 if holds else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:] or ["digits"]))
