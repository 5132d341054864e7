"""How well it is foretold who buys again: on public order histories kept beside the project, and on shops drawn by lot."""
