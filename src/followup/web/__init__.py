"""The pages: server-rendered, each action a plain form that htmx may speed up. Reads rows, calls verbs."""
