"""The chapter neuron: its scene, its sentences, and what only it draws."""
