"""What is said of a weight into an output and of δ, by what is so.

Keyed by the sign of a number, by a loss, or by whether something holds.
"""

from collections.abc import Mapping

# By whether outputs depend on all sums (softmax).
WRITTEN: Mapping[bool, str] = {
    False: "Take one weight, right before the answer: | sum, activation and cost all "
    "depend on it. | Every link has a rate, | and rates multiply.",
    True: "Take one weight, right before the answer: | it moves its sum and, by way of "
    "all outputs, the cost. | Every way has its rates, | and all ways add up.",
}
COST: Mapping[float, str] = {
    1.0: "First, the cost. | This output is above its target: | when it rises, the "
    "cost rises.",
    -1.0: "First, the cost. | This output is below its target: | when it rises, the "
    "cost falls.",
    0.0: "First, the cost. | This output is right on its target: | here the cost does "
    "not move.",
}
WORKED: Mapping[str, str] = {
    "squared_error": "Differentiate: | the square leaves a two, | the half cancels it, "
    "| and the difference remains.",
    "mean_squared_error": "Differentiate: | the square leaves a two; | so it is the "
    "difference, times two over the number of outputs.",
    "cross_entropy, sigmoid": "Differentiate: | each logarithm leaves one over what "
    "was in it. | In one fraction, | the difference ends up on top.",
    "cross_entropy, softmax": "Differentiate: | the logarithm leaves one over what was "
    "in it: | that is how steep it is here.",
}
SLOPE: Mapping[str, str] = {
    "steep": "Second, the unit's own curve. | Where it stands, | the tangent tells how "
    "far the activation moves.",
    "flat": "Second, the unit's own curve. | Where it stands, | it is flat: nothing "
    "gets through.",
    "straight": "Second, the unit's own curve. | Here it is a straight line: | the "
    "activation moves just as far as the sum.",
}
CAME_IN: Mapping[bool, str] = {
    True: "Third, the weight multiplies what came in: | the sum moves | just that "
    "much.",
    False: "Third, the weight multiplies what came in. | But nothing came in: | the "
    "sum stays where it is.",
}
# By the sign of ∂C/∂w, or by where the wiggle stops.
THROUGH: Mapping[str, str] = {
    "+": "One wiggle through all rates: | a little more of this weight, and the "
    "cost rises.",
    "-": "One wiggle through all rates: | a little more of this weight, and the "
    "cost falls.",
    "in": "One wiggle sets out | and stops right there: nothing came in, so this "
    "weight does not matter now.",
    "slope": "One wiggle sets out | and stops at the curve: flat, so this weight "
    "does not matter now.",
    "cost": "One wiggle sets out | and stops at the cost: on target, so this weight "
    "does not matter now.",
    "delta": "One wiggle sets out | and stops at the cost: δ is zero, so this weight "
    "does not matter now.",
}
STRUCK: Mapping[bool, str] = {
    False: "Now put the first two together. | The curve's slope stands below and "
    "above: it cancels. | What remains is output minus target.",
    True: "In letters, | the outputs below cancel those above. | The targets add up to "
    "one. | What remains is output minus target.",
}
CLOSED: Mapping[bool, str] = {
    False: "The first two | are the unit's own: together, | they are δ, how the cost "
    "moves with its sum.",
    True: "All this | is the unit's own: together, | it is δ, how the cost moves with "
    "its sum.",
}
BIAS = (
    "The bias is simply added: | the sum moves just as far, | and the cost δ times "
    "that."
)
EVERY: Mapping[bool, str] = {
    True: "The same for every output, all at once: | now each of them knows its δ.",
    False: "This network has just this one output: | now it knows its δ.",
}
SHARED = (
    "But softmax shares out one whole. | Push this sum, | and its own bar grows, "
    "while all others give way."
)
ADDED: Mapping[bool, str] = {
    True: "How the cost moves with each, | times how each moves with the sum: | only "
    "the right answer counts, | and added up, that is δ.",
    False: "How the cost moves with each, | times how each moves with the sum: | every "
    "output counts, | and added up, that is δ.",
}
RIGHT_ANSWER = (
    "First, the cost. | It looks at one bar only, the right answer's: | when that "
    "rises, the cost falls."
)
AGAIN: Mapping[str, str] = {  # where the film has told of another step
    "written": "Once more a weight before the answer, | what depends on it, | and the "
    "same rates, | one for each link.",
    "cost": "At the cost: | where does this output stand now, | and how steep is it "
    "there?",
    "shared": "The sum, | as before, | moves all bars.",
    "added": "Rate | times rate, | and all of them | added up.",
    "slope": "In the unit: | where on its curve is it now, | and how steep is that?",
    "in": "At the weight: | what came in | this time.",
    "through": "Number for number, | they make one rate.",
    "closed": "What is the unit's own | closes up | to its δ.",
    "every": "So much for δ | where the error is seen.",
}
