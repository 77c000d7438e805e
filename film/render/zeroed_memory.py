"""Memory without a past: what an encoder reads before it writes is always zero."""

import ctypes

M_PERTURB = -6  # of mallopt, in glibc: fill new memory with the complement of a byte


def start_from_zeros() -> None:
    """Have the C library hand out zeros from now on, where it can.

    Where width or height is not a multiple of 16, x264 decides by memory that it has
    not written: the same pictures at 480×270 gave eight different files in ten.
    """
    try:
        ctypes.CDLL(None).mallopt(M_PERTURB, 0xFF)
    except (AttributeError, OSError, TypeError):
        return  # another C library
