"""A network that scikit-learn has trained, filmed: run `python own_network.py`."""

from sklearn.datasets import load_iris
from sklearn.neural_network import MLPClassifier
from sklearn.preprocessing import StandardScaler

from backprop_core import Network, Recording, RunSpec, train
from film.make import make_film

flowers = load_iris()
inputs = StandardScaler().fit_transform(flowers.data)
fitted = MLPClassifier((5,), activation="tanh", max_iter=3000, random_state=1)
fitted.fit(inputs, flowers.target)

run = RunSpec(
    data={
        "inputs": inputs.tolist(),
        "targets": [[float(kind == k) for k in range(3)] for kind in flowers.target],
        "features": ["sepal length", "sepal width", "petal length", "petal width"],
        "classes": flowers.target_names.tolist(),
    },
    network={
        "layers": [4, 5, 3],
        "activation": "tanh",
        "output": "softmax",
    },
    training={"loss": "cross_entropy", "learning_rate": 0.1, "max_steps": 1},
)
network = Network.from_sklearn(fitted)
trace = train(run, Recording(steps=(0,), whole=False), network=network)
make_film(trace, chapters=["forward_pass"], out="flowers.mp4")
