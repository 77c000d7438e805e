"""What is said of a task without a rule: by its data, and by what is answered."""


def task(count: int, name: str | None) -> str:
    """Return how samples are shown that are pictures, or rows of numbers."""
    several = count > 1
    if name is None:
        here = "Here are {count} samples, each" if several else "Here is a sample,"
        asks = "Which rule leads from one to the other?"
        return f"{here} with an answer of its own. | {asks}"
    if several:
        return (
            "Here are {count} samples of one and the same class: {name}. "
            "| Which rule says what makes them alike?"
        )
    return "Here is a sample of its class: {name}. | Which rule says what makes it one?"


def scattered(count: int, *, inputs: int, name: str | None) -> str:
    """Return how samples are shown that are points."""
    several = count > 1
    here = "Here are {count} samples, each" if several else "Here is the only sample,"
    if inputs == 1:
        return f"{here} a point: | across, what goes in; | up, what should come out."
    if name is None:
        asks = "Which rule leads from there to its answer?"
        return f"{here} a point: | its two inputs say where. | {asks}"
    if several:
        asks = "else a ring. Which rule tells them apart?"
        return f"{here} a point: | filled where the class is {{name}}, | {asks}"
    return f"{here} a point: | its class is {{name}}. | Which rule says so?"


LAID = (
    "Laid over each other, they are a blur. "
    "| Who could write a rule that fits them all?"
)
BEFORE = "A network before its first step"
ALIKE = (
    f"{BEFORE} answers each of them: "
    "| but whatever it is shown, | the bars hardly change."
)
VARIED = (
    f"{BEFORE} answers each of them: "
    "| its outputs jump, | and nobody has told them where."
)
ONE = f"{BEFORE} has an answer, too, | but nobody has told it | what would be right."
EVERYWHERE = (
    f"{BEFORE} has a guess for every place: "
    "| bright where its output is high, | dark where it is low."
)
LINE = (
    f"{BEFORE} has a guess for every input: "
    "| this line. | Nothing has bent it towards the data yet."
)


def dials(count: int, right: int | None) -> str:
    """Return how well it guessed, and what can be turned."""
    turn = "Inside are {parameters} dials, | one for each weight and bias. | These will"
    if right is None:
        return f"That is a guess, no more. {turn} turn."
    if count == 1:
        return f"It reads it {'rightly' if right else 'wrongly'}. {turn} turn."
    some = "one" if right == 1 else "{right}"
    read = {0: "none of the", count: "all"}.get(right, f"{some} of the")
    return f"It reads {read} {{count}} rightly. {turn} turn."


PLACED = (
    "Each dial takes its place: this is | the network of the film. "
    "| And here comes the first sample."
)
NETWORK = "network"
