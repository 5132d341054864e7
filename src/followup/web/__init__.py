"""The pages: server-rendered, each action a plain form that htmx may speed up. Reads rows, calls verbs.

May import actions, models, conf and core; never writes rows. `pages/` has one module a page, `words/` the
sentences that several pages share, `templates/` and `static/` what the browser gets.
"""
