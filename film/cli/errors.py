"""What a command that failed says, and with which exit status."""


def status_of(error: Exception) -> int | None:
    """Return the exit status of what a user can mend; of anything else, None."""
    from backprop_core import SpecError, TrainingError
    from film.render.worker import RenderError

    if isinstance(error, SpecError):
        return 2
    return 1 if isinstance(error, TrainingError | RenderError | OSError) else None


def message_of(error: Exception) -> str:
    """Return the sentence for the user."""
    if isinstance(error, OSError) and error.strerror:
        return f"{error.filename or 'A file'}: {error.strerror}."
    return str(error)
