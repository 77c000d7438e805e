"""What is said of an update: by its outcome, and at later steps in other words."""

from collections.abc import Mapping
from types import MappingProxyType

Said = tuple[str, str]  # of the first step; of any later one

ASK: Said = (
    "Every unit knows its δ, | and still not one weight has moved. | What should a "
    "single weight do?",
    "All δ are there, | and the weights are waiting. | Let us go to one of them.",
)
NEAR: Said = (
    "Here it is, close up: | an activation comes in through it, | and the unit that "
    "it leads to has its δ.",
    "At one end | what comes in, | at the other end δ.",
)
GRADIENT: Mapping[str, Said] = MappingProxyType(
    {
        "some": (
            "A little more weight reaches the sum times what comes in, | and the cost "
            "times δ. | So its gradient is the product of the two.",
            "What comes in, | times δ: | that is how steep the cost is along this "
            "weight.",
        ),
        "nothing in": (
            "A little more weight reaches the sum times what comes in: | but that is "
            "zero. | So this weight cannot move the cost: its gradient is zero.",
            "Nothing comes in, | so nothing of it reaches the sum: | the gradient is "
            "zero.",
        ),
        "no error": (
            "A little more weight reaches the sum times what comes in, | but this sum "
            "does not move the cost: | δ is zero, and so is the gradient.",
            "Whatever comes in, | δ is zero, | and the gradient with it.",
        ),
    }
)
SAMPLES: Mapping[str, Said] = MappingProxyType(
    {
        "mixed": (
            "But that is one sample of {size}. | Each has a gradient of its own: | "
            "some point up, some down, and part of it cancels.",
            "All {size} samples have a say, | each its own gradient: | and not all "
            "pull the same way.",
        ),
        "opposed": (
            "But that is one sample of {size}. | Each has a gradient of its own: | "
            "some point up, some down, and most of it cancels.",
            "All {size} samples have a say, | each its own gradient: | and they all "
            "but cancel each other.",
        ),
        "agreed": (
            "But that is one sample of {size}. | Each has a gradient of its own: | "
            "here all point the same way.",
            "All {size} samples have a say, | each its own gradient: | here they "
            "agree.",
        ),
        "silent": (
            "But that is one sample of {size}. | Each has a gradient of its own: | "
            "here all of them are zero.",
            "All {size} samples have a say, | each its own gradient: | and all are "
            "zero.",
        ),
    }
)
MEAN: Mapping[str, Said] = MappingProxyType(
    {
        "smaller": (
            "Level them out, | and what is left is the mean. | That alone is the "
            "gradient, and it is less steep than this sample's.",
            "Their mean decides: | less steep | than what this one sample asked for.",
        ),
        "larger": (
            "Level them out, | and what is left is the mean. | That alone is the "
            "gradient, and it is steeper than this sample's.",
            "Their mean decides: | steeper | than what this one sample asked for.",
        ),
        "turned": (
            "Level them out, | and what is left is the mean. | That alone is the "
            "gradient: this sample has lost to the others.",
            "Their mean decides: | the other way | than this one sample asked for.",
        ),
    }
)
RULES: Mapping[str, Said] = MappingProxyType(
    {
        "sgd": (
            "The gradient points uphill. | So the weight goes against it, | and the "
            "learning rate η says how far.",
            "That way is uphill; | the step goes the other way, | η times as long.",
        ),
        "momentum": (
            "The gradient points uphill. | The step goes against a velocity v: | each "
            "gradient adds to it, and old ones fade.",
            "That way is uphill; | the step follows the velocity, | which this "
            "gradient has bent a little.",
        ),
        "nesterov": (
            "The gradient points uphill. | The step goes against it and a velocity v, "
            "| in which all gradients so far live on, fading.",
            "That way is uphill; | gradient and velocity | make the step together.",
        ),
        "rmsprop": (
            "The gradient points uphill. | The step goes against it, divided by its "
            "usual size: | s is the mean of its squares.",
            "That way is uphill; | the step is the gradient, | measured by what is "
            "usual here.",
        ),
        "adam": (
            "The gradient points uphill. | The step goes against its mean, m, | "
            "divided by the usual size, the root of s.",
            "That way is uphill; | the mean gradient over its usual size | makes the "
            "step.",
        ),
        "rprop": (
            "The gradient points uphill. | Only its sign counts: | each weight has a "
            "length of its own, longer while the sign stays.",
            "That way is uphill; | the sign alone says where to, | and the weight's "
            "own length how far.",
        ),
        "other": (
            "The gradient points uphill. | The optimiser makes a step of it, | and of "
            "what it remembers of earlier ones.",
            "That way is uphill; | the optimiser makes its step | of what it knows.",
        ),
        "none": (
            "The gradient is zero: | flat ground here, | and for this weight no step "
            "to take.",
            "Flat ground: | no gradient, | no step.",
        ),
        "remembered": (
            "The gradient is zero, | but the optimiser remembers earlier ones: | they "
            "still make a step.",
            "Flat ground, | and yet a step: | memory alone makes it.",
        ),
        "frozen": (
            "The gradient points uphill. | But this weight is held fixed: | it takes "
            "no step.",
            "That way is uphill; | held fixed, | the weight stays where it is.",
        ),
    }
)
CHANGE: Mapping[str, Said] = MappingProxyType(
    {
        "wider": (
            "The numbers go in, | and the edge becomes wider: | the green outline is "
            "how wide it was.",
            "Old value and step: | the edge grows | beyond its green outline.",
        ),
        "narrower": (
            "The numbers go in, | and the edge becomes narrower: | the green outline "
            "is how wide it was.",
            "Old value and step: | the edge shrinks | within its green outline.",
        ),
        "other sign": (
            "The numbers go in, | and the edge passes zero: | from now on it has the "
            "other sign.",
            "Old value and step: | through zero it goes, | and changes its sign.",
        ),
        "same": (
            "The numbers go in, | and to the digits shown | the edge stays as it is.",
            "Old value and step: | at the digits shown | nothing moves.",
        ),
    }
)
BIAS: Mapping[str, Said] = MappingProxyType(
    {
        "single": (
            "The unit's bias steps, too: | what comes in there is always one, | so "
            "its gradient is δ itself.",
            "And the bias? | One comes in, | so δ is its whole gradient.",
        ),
        "batch": (
            "The unit's bias steps, too: | what comes in there is always one, | so "
            "its gradient is the mean δ of the batch.",
            "And the bias? | One comes in, | so it goes by the mean of all δ.",
        ),
        "frozen": (
            "The unit's bias has a gradient, too: | δ times one. | But it is held "
            "fixed and takes no step.",
            "And the bias: | a gradient it has, | but it stays fixed.",
        ),
        "remembered": (
            "The gradient of the bias is δ times one: | here that is zero. | But the "
            "optimiser remembers others, and makes a step.",
            "And the bias: | its gradient is zero, | and yet memory moves it.",
        ),
        "still": (
            "The unit's bias would go by δ times one: | but here that is zero, | and "
            "it stays.",
            "And the bias: | its gradient is zero, | so it rests.",
        ),
    }
)
RIGHT: Said = (
    "Now the usual mistake. | Done right, δ goes back through the old weights: | this "
    "hidden unit collects it.",
    "The order matters. | Through the old weights | this unit gets its δ.",
)
WRONG: Said = (
    "Done wrong, these weights move first, | and the same δ | comes back through the "
    "new ones.",
    "Let the weights move too early, | send the same δ again, | and other products "
    "arrive.",
)
VERDICT: Mapping[str, Said] = MappingProxyType(
    {
        "flipped": (
            "The sum is a different one, | and δ has even changed its sign: | from "
            "this sample the unit would learn the opposite.",
            "Another sum, | and δ with the wrong sign: | uphill taken for downhill.",
        ),
        "different": (
            "The sum is a different one, | and so is δ: | the weights before it would "
            "take a wrong step.",
            "Another sum, | another δ: | the error would run on through all layers.",
        ),
        "shut": (
            "Both are zero: | this unit lets nothing through, | so here the mistake "
            "does not show.",
            "Zero, | and zero again: | nothing comes through this unit.",
        ),
        "unmoved": (
            "Both are the same: | none of these weights has moved, | so here the "
            "mistake does not show.",
            "The same sum, | the same δ: | these weights have not moved at all.",
        ),
        "same": (
            "Here the steps are so short | that at the digits shown δ is the same: | "
            "it is wrong even so.",
            "Here it hardly shows: | the same digits, | and yet it is wrong.",
        ),
    }
)
ORDER: Mapping[bool, Said] = MappingProxyType(
    {
        True: (
            "The answer came through the old weights, and so did its cost: | every δ "
            "goes back through the same. | Only then the weights move.",
            "First all δ, | back to the start; | then the weights.",
        ),
        False: (
            "No layer lies before this one | that would still need the old weights. | "
            "So they may move.",
            "No layer before them | waits for the old weights: | they may move.",
        ),
    }
)
ALL: Mapping[bool, Said] = MappingProxyType(
    {
        False: (
            "Now all {count} take their step, | layer by layer: | in green those that "
            "move most, opening to the right where a weight rises.",
            "All {count} move, | each by its own step: | green is how far.",
        ),
        True: (
            "Now all that is not held fixed takes its step, | layer by layer: | in "
            "green what moves most, opening to the right where a weight rises.",
            "All but what is held fixed | moves: | green is how far.",
        ),
    }
)
AGAIN: Mapping[bool, Said] = MappingProxyType(
    {
        False: (
            "Did it help? | The same sample once more, | through the new weights.",
            "The same sample crosses again: | new weights, | new sums.",
        ),
        True: (
            "Did it help? | The same batch once more through the new weights: | here "
            "is the sample that we know.",
            "The batch crosses again, | our sample with it: | new weights, new sums.",
        ),
    }
)
ANSWER: Mapping[str, Said] = MappingProxyType(
    {
        "still wrong": (
            "What comes out has moved. | But the network still reads {now} | instead "
            "of {right}: one step is not enough.",
            "What came out before, | what comes out now: | still {now} instead of "
            "{right}.",
        ),
        "other wrong": (
            "What comes out has moved. | Before, it read {before}; | now it is {now}, "
            "and {right} would be right.",
            "What came out before, | what comes out now: | {now} instead of {before}, "
            "and still not {right}.",
        ),
        "right now": (
            "What comes out has moved, | and far enough: | it read {before}, and now "
            "rightly {right}.",
            "What came out before, | what comes out now: | {before} has become "
            "{right}, and that is right.",
        ),
        "right before": (
            "What comes out has moved. | It was right before | and still reads "
            "{right}.",
            "What came out before, | what comes out now: | {right} it was, and "
            "{right} it is.",
        ),
        "wrong now": (
            "What comes out has moved. | {right} was right; | now it reads {now}: the "
            "step went too far.",
            "What came out before, | what comes out now: | {right} is lost, and it "
            "reads {now}.",
        ),
        "closer": (
            "What comes out has moved: | before, | and now. It is closer to what "
            "would be right.",
            "What came out before, | what comes out now: | closer to the line.",
        ),
        "farther": (
            "What comes out has moved: | before, | and now. It is farther from what "
            "would be right.",
            "What came out before, | what comes out now: | farther from the line.",
        ),
        "same": (
            "What comes out has moved so little | that before and now | are the same "
            "at the digits shown.",
            "What came out before, | what comes out now: | the same digits.",
        ),
    }
)
COST: Mapping[tuple[str, bool], Said] = MappingProxyType(
    {
        ("lower", False): (
            "And the cost of this sample? | It has gone down: | the step led downhill.",
            "Its cost, before | and after: | it has gone down.",
        ),
        ("higher", False): (
            "And the cost of this sample? | It has gone up: | the step was too long.",
            "Its cost, before | and after: | higher: the step overshot the valley.",
        ),
        ("same", False): (
            "And the cost of this sample? | To the digits shown | it has not moved.",
            "Its cost, before | and after: | the same digits.",
        ),
        ("lower", True): (
            "And the mean cost of the batch? | It has gone down: | the step led "
            "downhill.",
            "The batch's mean cost, before | and after: | it has gone down.",
        ),
        ("higher", True): (
            "And the mean cost of the batch? | It has gone up: | the step was too "
            "long.",
            "The batch's mean cost, before | and after: | higher: the step overshot "
            "the valley.",
        ),
        ("same", True): (
            "And the mean cost of the batch? | To the digits shown | it has not moved.",
            "The batch's mean cost, before | and after: | the same digits.",
        ),
    }
)
END: Said = (
    "Forward, | error, | backward, | update: that was one step. | The next begins "
    "with the new weights.",
    "Forward, | error, | backward, | update: | one more step is done.",
)
