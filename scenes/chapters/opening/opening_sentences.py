"""What is said of a task without a rule: by its data, and by what is answered."""


def task(count: int, name: str | None) -> str:
    """Return how samples are shown that are pictures, or rows of numbers."""
    if name is None:
        return (
            "Here are {count} samples, each with an answer of its own. | Which rule "
            "leads from one to the other?"
            if count > 1
            else "Here is a sample, with an answer of its own. | Which rule leads from "
            "one to the other?"
        )
    return (
        "Here are {count} samples of one and the same class: {name}. | Which rule "
        "says what makes them alike?"
        if count > 1
        else "Here is a sample of its class: {name}. | Which rule says what makes it "
        "one?"
    )


def scattered(count: int, *, inputs: int, name: str | None) -> str:
    """Return how samples are shown that are points."""
    if inputs == 1:
        return (
            "Here are {count} samples, each a point: | across, what goes in; | up, "
            "what should come out."
            if count > 1
            else "Here is the only sample, a point: | across, what goes in; | up, what "
            "should come out."
        )
    if name is None:
        return (
            "Here are {count} samples, each a point: | its two inputs say where. | "
            "Which rule leads from there to its answer?"
            if count > 1
            else "Here is the only sample, a point: | its two inputs say where. | "
            "Which rule leads from there to its answer?"
        )
    return (
        "Here are {count} samples, each a point: | filled where the class is {name}, | "
        "else a ring. Which rule tells them apart?"
        if count > 1
        else "Here is the only sample, a point: | its class is {name}. | Which rule "
        "says so?"
    )


LAID = (
    "Laid over each other, they are a blur. | Who could write a rule that fits them "
    "all?"
)

ALIKE = (
    "A network before its first step answers each of them: | but whatever it is "
    "shown, | the bars hardly change."
)
VARIED = (
    "A network before its first step answers each of them: | its outputs jump, | and "
    "nobody has told them where."
)
ONE = (
    "A network before its first step has an answer, too, | but nobody has told it | "
    "what would be right."
)
EVERYWHERE = (
    "A network before its first step has a guess for every place: | bright where its "
    "output is high, | dark where it is low."
)
LINE = (
    "A network before its first step has a guess for every input: | this line. | "
    "Nothing has bent it towards the data yet."
)


def dials(count: int, right: int | None) -> str:
    """Return how well it guessed, and what can be turned."""
    turn = " Inside are {parameters} dials, | one for each weight and bias. | These "
    if right is None:
        verdict = "That is a guess, no more."
    elif count == 1:
        verdict = "It reads it rightly." if right else "It reads it wrongly."
    elif right == 0:
        verdict = "It reads none of the {count} rightly."
    elif right == 1:
        verdict = "It reads one of the {count} rightly."
    elif right < count:
        verdict = "It reads {right} of the {count} rightly."
    else:
        verdict = "It reads all {count} rightly."
    return f"{verdict}{turn}will turn."


PLACED = (
    "Each dial takes its place: this is the network of the film. | And here is | the "
    "first sample that we follow."
)
NETWORK = "network"
