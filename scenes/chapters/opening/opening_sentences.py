"""What is said of a task without a rule: by its data, and by what is answered."""

TASK = {
    "class": "Here are {count} samples of one and the same class: {name}. "
    "| Which rule says what makes them alike?",
    "one": "Here is a sample of its class: {name}. "
    "| Which rule says what makes it one?",
    "any": "Numbers go in, and each sample has an answer of its own. "
    "| Which rule leads from one to the other?",
}
EACH = "Each sample is a point: | "
SCATTERED = {
    "curve": EACH + "across, what goes in; | up, what should come out.",
    "class": EACH + "filled where the class is {name}, "
    "| else a ring. Which rule tells them apart?",
    "plane": EACH + "its two inputs say where. "
    "| Which rule leads from there to its answer?",
}
LAID = (
    "Laid over each other, they are a blur. "
    "| Who could write a rule that fits them all?"
)
BEFORE = "A network before its first step "
ANSWERED = {
    "alike": BEFORE + "answers each of them: "
    "| but whatever it is shown, the bars hardly change.",
    "varied": BEFORE + "answers each of them: "
    "| its outputs jump, and nobody has told them where.",
    "one": BEFORE + "has an answer, too, | but nobody has told it what would be right.",
    "map": BEFORE + "has a guess for every place: "
    "| the brighter, the higher its output.",
    "line": BEFORE + "has a guess for every input: "
    "| nothing has bent this line towards the data yet.",
}
TURN = (
    "Inside are {parameters} dials, | one for each weight and bias. | These will turn."
)
DIALS = {
    True: "It reads {right} of {count} rightly. " + TURN,
    False: "That is a guess, no more. " + TURN,
}
PLACED = (
    "Each dial takes its place: this is | the network of the film. "
    "| And here comes the first sample."
)
