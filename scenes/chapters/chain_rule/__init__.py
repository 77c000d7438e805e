"""The chapter chain_rule: its scene, its sentences, and what only it draws."""
