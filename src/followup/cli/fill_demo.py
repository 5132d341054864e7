"""followup fill-demo: what `followup demo` runs inside the home it chose."""

from followup.conf.clock import now
from followup.conf.home import home
from followup.demo import fill

from .progress import counting
from .terminal import say


def fill_demo() -> None:
    """Write the samples into the home and import them."""
    with counting("Reading the samples") as progress:
        for workspace in fill(now(), home(), progress):
            say(f"{workspace.name}: `followup -w {workspace.slug} today`")
