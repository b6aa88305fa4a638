"""Makes test/support importable, and prints the log of the servers a failed test used."""
import pathlib
import sys

import pytest

sys.path.insert(0, str(pathlib.Path(__file__).parent))

LOG_TAIL = 20000


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item, call):
    report = (yield).get_result()
    if not report.failed:
        return
    for name, value in getattr(item, "funcargs", {}).items():
        if type(value).__name__ == "Server":
            report.sections.append((f"log of {name}", value.log[-LOG_TAIL:]))
