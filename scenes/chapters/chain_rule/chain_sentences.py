"""What is said of rates that multiply, by what this step's rates are."""

from collections.abc import Mapping

SET_OFF = (
    "Leave the network for a moment. | A tortoise, | a dog | and a hare | set off "
    "together."
)
COUNT = (
    "A dog is {dog} times as fast as a tortoise, | a hare {hare} times as fast as a "
    "dog."
)
MULTIPLY = (
    "And hare against tortoise? | Each of {hare} stretches holds {dog}: | rates "
    "multiply."
)
# By whether the cost depends on the sum by way of all outputs.
BECOME: Mapping[bool, str] = {
    False: "The network runs such a race: | the tortoise is a weight, | the dog is its "
    "sum, | the hare the activation. | And a fourth joins, the cost.",
    True: "The network runs such a race: | the tortoise is a weight, | the dog is its "
    "sum, | and the hare, by way of all outputs, the cost.",
}
# By what the rates of this step are: one of them may turn the way around, or stop it.
WIGGLE: Mapping[str, str] = {
    "forwards": "The rates of this step, | and what they multiply to. | One wiggle "
    "runs through all of them: | that is the chain rule.",
    "backwards": "The rates of this step, | and what they multiply to. | One wiggle "
    "runs through; | what is negative runs backwards. | That is the chain rule.",
    "stops": "The rates of this step, | and what they multiply to. | One wiggle sets "
    "out | and stops where a rate is zero. | That is the chain rule, too.",
}
ANIMALS = ("tortoise", "dog", "hare")
