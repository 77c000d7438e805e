"""The phrases: what beats are made of, between the nouns and the sentences."""
