"""The nouns: frozen dataclasses without behaviour that needs the world."""
