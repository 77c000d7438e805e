"""What is said of rates that multiply, by what this step's rates are."""

from collections.abc import Mapping

SET_OFF = "Leave the network for a race: | tortoise, | dog | and hare | set off."
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
    False: "So in the network: | the tortoise is a weight, | the dog its sum, | "
    "the hare the activation. | A fourth joins, the cost.",
    True: "So in the network: | the tortoise is a weight, | the dog its sum, | "
    "and the hare, by way of all outputs, the cost.",
}
# By what the rates of this step are: one of them may turn the way around, or stop it.
WIGGLE: Mapping[str, str] = {
    "forwards": "Here this step's rates say who is fast, | and they multiply. | One "
    "wiggle runs through: | that is the chain rule.",
    "backwards": "Here this step's rates say who is fast, | and they multiply. | One "
    "wiggle runs through; | what is negative runs backwards. | That is the chain rule.",
    "stops": "Here this step's rates say who is fast, | and they multiply. | One "
    "wiggle sets out | and stops where a rate is zero. | That is the chain rule, too.",
}
ANIMALS = ("tortoise", "dog", "hare")
