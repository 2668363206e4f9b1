"""`make run`: everything of one machine, from nothing to ready, until Ctrl-C."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from care.embedded import parts, preflight
from care.embedded.account import servers_account
from care.embedded.application import Application
from care.embedded.folders import (
    Folders,
    clear_sockets,
    make_private,
    only_one,
    prepare_servers,
    prepare_state,
    project_folder,
    set_aside,
    socket_folder,
)
from care.embedded.prepared import DEMO, MIGRATIONS, Prepared, fingerprint
from care.embedded.processes import Identity, Process, fork, spawn
from care.embedded.programs import Programs, installed, readable_by
from care.embedded.recovery import recover
from care.embedded.servers import PostgreSQL, Redis
from care.embedded.state import LOCK_FILE, Running, Secrets, private
from care.embedded.tree import Child, Tree, say
from care.embedded.trouble import CannotStart, StopRequested

LOOK = 0.1  # seconds between two looks at the children
READY_WITHIN = 60.0  # seconds until we say what is missing
GIVE_UP_AFTER = 180.0
STALE_PORT = 8.0  # seconds that a killed supervisor's web server may need to let go of the port
KEPT_PREFIXES = ("CARE_", "EMAIL_")
KEPT_NAMES = {"DATABASE_URL", "REDIS_URL", "DEFAULT_FROM_EMAIL"}


def run() -> int:
    """Start everything, say when it is ready, watch it, and stop it in order. The exit status."""
    began = time.monotonic()
    given = dict(os.environ)
    host, port = preflight.address(given)
    needs_servers = not (given.get("DATABASE_URL") and given.get("REDIS_URL"))
    programs = installed() if needs_servers else None
    account = servers_account() if needs_servers else None
    project = project_folder()
    state = prepare_state(project)
    secrets = Secrets.load(state)
    running = Running.load(state)
    busy = f" at {running.address}, process {running.supervisor.pid}" if running and running.supervisor.is_running() else ""
    with only_one(state / LOCK_FILE, refusal=f"Throughline runs in this folder already{busy}."):
        recorded = secrets.servers if secrets else ""
        killed = recover(state, servers=Path(recorded) if recorded else state, say=say)
        with preflight.listen(host, port, patience=STALE_PORT if killed else 0.0) as listener:
            preflight.check_disk(state)
            folders = prepare_servers(project, state=state, account=account, recorded=recorded)
            preflight.check_disk(folders.servers)
            me = Identity.of(os.getpid())
            if me is None:
                raise CannotStart("Throughline needs /proc to know its own processes again.")
            url_host = f"[{host}]" if ":" in host else host
            tree = Tree(folders=folders, running=Running(supervisor=me, address=f"http://{url_host}:{port}"))
            secrets = _keep_secrets(secrets, folders)
            start = _Start(tree=tree, programs=programs, secrets=secrets, given=given, listener=listener, began=began)
            _watch(tree, start)
    say("Throughline has stopped.")
    return 0


def _watch(tree: Tree, start: "_Start") -> None:
    """From the first child to the last."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, tree.note_stop)
    try:
        start.run()
        while not tree.stopping():
            tree.look_after()
            time.sleep(LOOK)
    except StopRequested:
        pass
    finally:
        if tree.stopping():
            say("Stopping.")
        start.listener.close()
        tree.stop_all()
        if tree.running.sockets:
            clear_sockets(Path(tree.running.sockets), remove=Path(tree.running.sockets).parent != tree.folders.servers)
        Running.forget(tree.folders.state)


def _keep_secrets(secrets: Secrets | None, folders: Folders) -> Secrets:
    """The secrets of this folder, made at its first start. Data without its secrets is of an earlier copy, and put aside."""
    if secrets is None:
        kept = set_aside(folders)
        if kept:
            Prepared.forget(folders.servers)
            say(f"Found data of an earlier copy of this folder, whose secrets are gone; it is kept in {kept}.")
        secrets = Secrets.make()
    if secrets.servers != str(folders.servers):
        secrets.servers = str(folders.servers)
        secrets.save(folders.state)
    return secrets


@dataclass
class _Start:
    """The steps of one start, in order."""

    tree: Tree
    programs: Programs | None
    secrets: Secrets
    given: dict[str, str]
    listener: socket.socket
    began: float
    postgres: PostgreSQL | None = None
    application: Application = field(default_factory=Application)

    def __post_init__(self) -> None:
        self.prepared = Prepared.load(self.tree.folders.servers)

    def run(self) -> None:
        """Two cores are used as far as the order allows: the application loads while the database is created."""
        environment = self._environment()
        self._start_servers(environment)
        self._announce(environment)
        if not preflight.is_demo(environment):
            collect = self._manage("collectstatic", "--noinput", "--verbosity=0", environment=environment)
            self.tree.wait_for(collect, what="`manage.py collectstatic`")
        descriptor = self.listener.fileno()
        self._part("web", parts.web(descriptor=descriptor), environment, pass_fds=(descriptor,), patience=8)
        self._migrate(environment)
        launched = time.monotonic()
        self._part("worker", parts.worker(), environment, patience=10)
        self._load_demo(environment)
        self._part("beat", parts.beat(), environment, patience=5)
        asking = self._ask_sign_ins(environment)
        self._wait_until_ready(environment, since=launched)
        if asking is not None:
            self.tree.wait_for(asking, what="`manage.py demo_signins`")
            self.prepared.save(self.tree.folders.servers)
        say(f"Throughline is ready at {self.tree.running.address}")
        if self.prepared.sign_ins:
            say(self._sign_ins_file.read_text().rstrip())
        say(f"Ready after {time.monotonic() - self.began:.1f} s. Logs: {self.tree.folders.logs}. Ctrl-C stops it.")

    def _environment(self) -> dict[str, str]:
        """What the children get. What the person set stays as it is."""
        environment = dict(self.given)
        environment.pop("CARE_DB_ROLE", None)
        defaults = {
            "CARE_DEMO": "1",
            "CARE_BASE_URL": self.tree.running.address,
            "CARE_COMMIT": _commit(self.tree.folders.project),
            "CARE_STATE_DIR": str(self.tree.folders.state),
            "CELERY_SKIP_CHECKS": "1",  # `make check` looks at the code
            **self.secrets.environment(),
        }
        if not preflight.is_demo(environment):
            defaults["CARE_HOSTS"] = "127.0.0.1,localhost"
        for name, value in defaults.items():
            if not environment.get(name):
                environment[name] = value
        return {**environment, "DJANGO_SETTINGS_MODULE": "care.settings", "PYTHONUNBUFFERED": "1"}

    # --- the servers ----------------------------------------------------------------------------------------------------

    def _start_servers(self, environment: dict[str, str]) -> None:
        """Start PostgreSQL and Redis, each unless its address was given; meanwhile the application is loaded."""
        if self.programs is None:
            self.application.load(environment)
            return
        folders, tree = self.tree.folders, self.tree
        programs = readable_by(folders.account, self.programs, keep_in=folders.servers)
        sockets = socket_folder(folders)
        tree.running.sockets = str(sockets)
        clear_sockets(sockets, remove=False)
        redis = None
        if not environment.get("REDIS_URL"):
            make_private(folders.broker, owner=folders.account)
            redis = Redis(programs=programs, data=folders.broker, sockets=sockets, account=folders.account)
            broker = tree.add(
                self._server("broker", redis.start, stop_signal=redis.stop_signal, folder=folders.broker, patience=5)
            )
            environment["REDIS_URL"] = redis.url
        if not environment.get("DATABASE_URL"):
            postgres = PostgreSQL(
                programs=programs,
                data=folders.database,
                sockets=sockets,
                account=folders.account,
                password=self.secrets.database_password,
            )
            environment["DATABASE_URL"] = postgres.url
            with tree.log("database") as log:
                if not postgres.exists():
                    say("First start: creating the database.")
                    self.prepared = Prepared()
                    self.prepared.save(folders.servers)
                    postgres.create(log=log, stopping=tree.stopping, meanwhile=lambda: self.application.load(environment))
                database = tree.add(
                    self._server(
                        "database", postgres.start, stop_signal=postgres.stop_signal, folder=folders.database, patience=15
                    )
                )
                self.application.load(environment)
                postgres.wait_until_it_answers(database, log=log, stopping=tree.stopping)
            self.postgres = postgres
        self.application.load(environment)
        if redis is not None:
            with tree.log("broker") as log:
                redis.wait_until_it_answers(broker, log=log, stopping=tree.stopping)

    def _server(self, name: str, start: Callable[..., Process], *, stop_signal: int, folder: Path, patience: float) -> Child:
        def launch() -> Process:
            with self.tree.log(name) as log:
                return start(log=log)

        return Child(name=name, start=launch, stop_signal=stop_signal, patience=patience, folder=str(folder))

    def _announce(self, environment: dict[str, str]) -> None:
        """From here on `manage.py` typed in this folder finds the servers."""
        self.tree.running.environment = {
            name: value for name, value in environment.items() if name in KEPT_NAMES or name.startswith(KEPT_PREFIXES)
        }
        self.tree.running.save(self.tree.folders.state)

    # --- the application ------------------------------------------------------------------------------------------------

    def _part(
        self, name: str, argv: list[str], environment: dict[str, str], *, patience: float, pass_fds: Sequence[int] = ()
    ) -> None:
        is_first = True

        def launch() -> Process:
            nonlocal is_first
            folder, is_copy = self.tree.folders.project, is_first and self.application.is_loaded
            is_first = False  # from then on with the code and the settings of that moment
            with self.tree.log(name) as log:
                if is_copy:
                    run = partial(self.application.run, argv, environment)
                    return fork(run, name=name, environment=environment, folder=folder, output=log, pass_fds=pass_fds)
                return spawn(argv, environment=environment, folder=folder, output=log, pass_fds=pass_fds)

        self.tree.add(Child(name=name, start=launch, stop_signal=signal.SIGTERM, patience=patience))

    def _manage(self, *arguments: str, environment: dict[str, str], answer: Path | None = None) -> Process:
        """Start a command that ends by itself; its output goes to the file `answer`, or to the log of the start."""
        argv, folder = [sys.executable, "manage.py", *arguments], self.tree.folders.project
        with ExitStack() as files:
            errors = files.enter_context(self.tree.log("start"))
            output = files.enter_context(private(answer)) if answer else errors
            if not self.application.is_loaded:
                return spawn(
                    argv, environment=environment, folder=folder, output=output, errors=errors, death_signal=signal.SIGKILL
                )
            run = partial(self.application.run, argv, environment)
            return fork(
                run,
                name=arguments[0],
                environment=environment,
                folder=folder,
                output=output,
                errors=errors,
                death_signal=signal.SIGKILL,
            )

    def _has_command(self, name: str) -> bool:
        return any(self.tree.folders.project.glob(f"*/*/management/commands/{name}.py"))

    def _migrate(self, environment: dict[str, str]) -> None:
        """Bring the database up to date, unless neither the migrations nor what it says of them has changed."""
        files = fingerprint(self.tree.folders.project, MIGRATIONS)
        applied = self.postgres.applied_migrations() if self.postgres else ""
        if applied and (self.prepared.migrations, self.prepared.applied) == (files, applied):
            return
        owner = {**environment, "CARE_DB_ROLE": "owner"}
        migrating = self._manage("migrate", "--verbosity=0", "--skip-checks", environment=owner)  # `make check` looks at the code
        self.tree.wait_for(migrating, what="`manage.py migrate`")
        self.prepared.migrations = files
        self.prepared.applied = self.postgres.applied_migrations() if self.postgres else ""
        self.prepared.save(self.tree.folders.servers)

    def _load_demo(self, environment: dict[str, str]) -> None:
        """The demo clinic, once: `load_demo` leaves a database with a clinic in it as it is."""
        if not preflight.is_demo(environment) or (self.prepared.demo and self.postgres):
            return
        if not self._has_command("load_demo"):
            say("There is no demo clinic to load.")
            return
        say("Loading the demo clinic.")
        self.tree.wait_for(self._manage("load_demo", "--if-empty", environment=environment), what="`manage.py load_demo`")
        self.prepared.demo = "loaded"
        self.prepared.save(self.tree.folders.servers)

    @property
    def _sign_ins_file(self) -> Path:
        return self.tree.folders.state / "sign-ins"

    def _ask_sign_ins(self, environment: dict[str, str]) -> Process | None:
        """Ask who can sign in, unless the answer is known from an earlier start."""
        if not preflight.is_demo(environment) or not self._has_command("demo_signins"):
            self.prepared.sign_ins = ""
            return None
        demo = fingerprint(self.tree.folders.project, DEMO)
        if self.prepared.sign_ins == demo and self._sign_ins_file.is_file():
            return None
        self.prepared.sign_ins = demo
        return self._manage("demo_signins", environment=environment, answer=self._sign_ins_file)

    def _wait_until_ready(self, environment: dict[str, str], *, since: float) -> None:
        told = False
        while True:
            if self.tree.stopping():
                raise StopRequested
            self.tree.look_after()
            waited = time.monotonic() - since
            missing = parts.missing(self.tree.running.address, environment=environment, younger_than=waited)
            if not missing:
                self.tree.is_ready = True
                return
            if waited > GIVE_UP_AFTER:
                raise CannotStart(f"No answer from {', '.join(missing)} within {waited:.0f} s. Logs: {self.tree.folders.logs}")
            if waited > READY_WITHIN and not told:
                say(f"Still waiting for {', '.join(missing)}. Logs: {self.tree.folders.logs}")
                told = True
            time.sleep(LOOK)


def _commit(project: Path) -> str:
    """The commit that runs, for /readyz; `unknown` outside a clone."""
    try:
        answer = subprocess.run(
            ["git", "-C", str(project), "rev-parse", "--short=12", "HEAD"], capture_output=True, text=True, timeout=5, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return "unknown"
    return answer.stdout.strip() if answer.returncode == 0 else "unknown"
