"""Runs the phases of script/test, counts what passed and failed, and says what took how long."""
import argparse
import concurrent.futures
import dataclasses
import json
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import time
import xml.etree.ElementTree

ROOT = pathlib.Path(__file__).resolve().parents[2]
RESULTS = ROOT / "build/test-results"
SANITIZER_OPTIONS = {
    "ASAN_OPTIONS": "detect_leaks=1:detect_stack_use_after_return=1:strict_string_checks=1:quarantine_size_mb=4",
    "UBSAN_OPTIONS": "print_stacktrace=1",
    "TSAN_OPTIONS": f"second_deadlock_stack=1:suppressions={ROOT}/test/support/tsan.supp",
}
# Where tests take many times as long each file of test/api is on one database, by turns; what the first one is on.
ONE_DATABASE = {"asan": "sqlite", "tsan": "postgres"}


@dataclasses.dataclass
class Outcome:
    name: str
    seconds: float
    passed: int = 0
    failed: int = 0
    skipped: int = 0


def execute(command, seconds, environment):
    """Exit status; a phase that takes too long is killed with everything it started."""
    process = subprocess.Popen(command, cwd=ROOT, env=dict(os.environ, **environment), start_new_session=True)
    try:
        return process.wait(timeout=seconds)
    except subprocess.TimeoutExpired:
        print(f"test: killed after {seconds} s: {' '.join(map(str, command))}", flush=True)
        return -signal.SIGKILL
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def google_counts(path):
    report = json.loads(path.read_text()) if path.exists() else {"tests": 0, "failures": 0, "disabled": 0}
    skipped = sum(case.get("result") == "SKIPPED" for suite in report.get("testsuites", []) for case in suite["testsuite"])
    return report["tests"] - report["failures"] - skipped - report["disabled"], report["failures"], skipped


def pytest_counts(path):
    if not path.exists():
        return 0, 0, 0
    suites = xml.etree.ElementTree.parse(path).getroot().iter("testsuite")
    total, bad, skipped = 0, 0, 0
    for suite in suites:
        total += int(suite.get("tests"))
        bad += int(suite.get("failures")) + int(suite.get("errors"))
        skipped += int(suite.get("skipped"))
    return total - bad - skipped, bad, skipped


def vitest_counts(path):
    report = json.loads(path.read_text()) if path.exists() else {}
    return tuple(report.get(name, 0) for name in ("numPassedTests", "numFailedTests", "numPendingTests"))


class Run:
    def __init__(self, everything):
        self.everything, self.outcomes, self.started = everything, [], time.monotonic()
        shutil.rmtree(RESULTS, ignore_errors=True)
        RESULTS.mkdir(parents=True)

    def phase(self, name, command, seconds, counts=None, environment=None):
        """Without `counts` the phase is one test. A phase that failed without saying which test did counts as one."""
        print(f"\n=== {name}", flush=True)
        started = time.monotonic()
        status = execute(command, seconds, environment or {})
        passed, failed, skipped = counts() if counts else (int(status == 0), 0, 0)
        if status != 0:
            failed = max(failed, 1)
        self.outcomes.append(Outcome(name, time.monotonic() - started, passed, failed, skipped))
        print(f"=== {name}: {passed} passed, {failed} failed", flush=True)
        return status == 0

    def cpp_tests(self, preset, seconds):
        report = RESULTS / f"cpp-{preset}.json"
        soaks = {"BATON_SHORT": "1"} if preset != "release" else {"BATON_LONG": "1"} if self.everything else {}
        self.phase(f"C++ tests ({preset})",
                   [f"build/{preset}/baton_test", "--gtest_brief=1", f"--gtest_output=json:{report}"], seconds,
                   lambda: google_counts(report), dict(SANITIZER_OPTIONS, **soaks))

    def secured_cpp_tests(self, seconds):
        """Those of PostgreSQL once more, under row-level security; its own tests choose for themselves."""
        report = RESULTS / "cpp-secured.json"
        self.phase("secured C++ tests (release)",
                   ["build/release/baton_test", "--gtest_brief=1", "--gtest_filter=*/Postgres*:-*RowSecurity*",
                    f"--gtest_output=json:{report}"], seconds,
                   lambda: google_counts(report), {"BATON_TEST_ROW_SECURITY": "1"})

    def python_tests(self, name, arguments, seconds, preset="release", secured=False):
        """`secured`: on PostgreSQL only, under row-level security."""
        report = RESULTS / f"python-{name}-{preset}.xml"
        long = self.everything and preset == "release" and not secured
        # Two files at a time: many tests wait more than they work. Not under TSan, where each needs all there is.
        beside = [] if preset == "tsan" else ["-n", "2", "--dist", "loadfile"]
        left_out = "not slow" if preset == "release" and not secured else "not slow and not exhaustive"
        marks, soaks = ([], {"BATON_LONG": "1"}) if long else (["-m", left_out], {})
        if preset in ONE_DATABASE:
            soaks = {"BATON_ONE_DATABASE_A_FILE": ONE_DATABASE[preset]}
        self.phase(f"{name} tests ({preset})",
                   ["/usr/bin/python3", "-m", "pytest", "-q", f"--junitxml={report}", *beside, *marks, *arguments], seconds,
                   lambda: pytest_counts(report),
                   dict(SANITIZER_OPTIONS, BATON_BINARY=f"{ROOT}/build/{preset}/baton",
                        BATON_TEST_ROW_SECURITY=str(int(secured)), **soaks))

    def web_tests(self):
        report = RESULTS / "web.json"
        self.phase("web logic", ["npm", "--prefix", "web", "run", "--silent", "test", "--", "--reporter=json",
                                 f"--outputFile={report}"], 180, lambda: vitest_counts(report))
        self.python_tests("web", ["test/web"], 1500 if self.everything else 900)

    def fuzz(self, seconds):
        if not list(ROOT.glob("test/fuzz/*_fuzz.cpp")):
            return
        if self.phase("build fuzzers", ["script/build", "fuzz"], 900):
            with concurrent.futures.ThreadPoolExecutor(2) as pool:
                names = [source.stem for source in sorted(ROOT.glob("test/fuzz/*_fuzz.cpp"))]
                list(pool.map(lambda name: self.phase(f"fuzz {name} {seconds} s", fuzz_command(name, seconds),
                                                      seconds + 120), names))

    def one_build(self):
        self.phase("lints and types", ["script/check"], 600)
        if not self.phase("build release", ["script/build"], 1800):
            return
        self.cpp_tests("release", 1500 if self.everything else 900)
        self.python_tests("tools", ["test/tools"], 1800 if self.everything else 300)
        self.python_tests("api", ["test/api"], 2400 if self.everything else 900)
        self.web_tests()
        if self.everything:
            self.secured_cpp_tests(600)
            self.python_tests("secured-api", ["test/api"], 1200, secured=True)
            self.python_tests("package", ["test/package"], 900)
        self.fuzz(40 if self.everything else 10)

    def sanitized(self, preset):
        if self.phase(f"build {preset}", ["script/build", preset], 1800):
            self.cpp_tests(preset, 1200)
            self.python_tests("api", ["test/api"], 2400, preset)

    def table(self):
        setup = float(os.environ.get("BATON_SETUP_SECONDS", 0))
        print(f"\n{'phase':32} {'seconds':>8} {'passed':>7} {'failed':>7} {'skipped':>7}")
        print(f"{'setup':32} {setup:8.1f}")
        for outcome in self.outcomes:
            print(f"{outcome.name:32} {outcome.seconds:8.1f} {outcome.passed:7} {outcome.failed:7} {outcome.skipped:7}")
        print(f"{'total':32} {setup + time.monotonic() - self.started:8.1f}\n")


def fuzz_command(name, seconds):
    """Starts from the committed corpus; what it finds new stays in the build directory."""
    found, crashes = ROOT / f"build/fuzz/corpus/{name}", RESULTS / f"{name}-"
    found.mkdir(parents=True, exist_ok=True)
    seeds = [path for path in [ROOT / f"test/fuzz/corpus/{name}"] if path.is_dir()]
    return [f"build/fuzz/{name}", f"-max_total_time={seconds}", "-timeout=10", "-rss_limit_mb=2048", "-verbosity=0",
            "-print_final_stats=1", f"-artifact_prefix={crashes}", found, *seeds]


def main():
    parser = argparse.ArgumentParser(prog="script/test", description=__doc__)
    parser.add_argument("--all", action="store_true", help="also sanitizers, longer fuzzing and soaks")
    run = Run(parser.parse_args().all)
    run.one_build()
    if run.everything:
        run.sanitized("asan")
        run.sanitized("tsan")
    run.table()
    passed, failed = sum(each.passed for each in run.outcomes), sum(each.failed for each in run.outcomes)
    print(f"{passed} passed, {failed} failed")
    sys.exit(1 if failed else 0)


main()
