"""Where things lie: private, short enough for a socket, and never by opening somebody's folder."""

import os
import pwd
import shutil
import stat
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from care.embedded import folders as places
from care.embedded.account import Account, servers_account
from care.embedded.folders import Folders, clear_sockets, fits, make_private, only_one, set_aside, socket_folder
from care.embedded.programs import installed, readable_by
from care.embedded.trouble import CannotStart

as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root gives folders away")


@pytest.fixture
def open_place() -> Iterator[Path]:
    """A folder that the servers' account can reach."""
    place = Path(tempfile.mkdtemp(prefix="throughline-clone-", dir="/var/tmp"))
    place.chmod(0o711)
    yield place
    shutil.rmtree(place)


@pytest.fixture
def nobody() -> Account:
    account = servers_account()
    assert account is not None
    return account


def test_a_private_folder_is_closed_to_others(tmp_path: Path) -> None:
    folder = tmp_path / "private"
    folder.mkdir(mode=0o755)
    folder.chmod(0o755)
    make_private(folder)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_a_link_in_the_place_of_a_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(CannotStart, match="belongs to another user"):
        make_private(tmp_path / "link")


def test_sockets_lie_beside_the_data_when_their_path_is_short_and_plain(open_place: Path) -> None:
    folders = Folders(project=open_place, state=open_place, servers=open_place, account=None)
    assert socket_folder(folders) == open_place / "sockets"


@pytest.mark.parametrize("name", ["with a space", "n" * 120, "comma,and'quote"])
def test_sockets_lie_in_a_private_temp_folder_otherwise(open_place: Path, name: str) -> None:
    servers = open_place / name
    servers.mkdir()
    folder = socket_folder(Folders(project=open_place, state=servers, servers=servers, account=None))
    try:
        assert not folder.is_relative_to(open_place)
        assert fits(folder)
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
        (folder / places.REDIS_SOCKET).touch()
    finally:
        clear_sockets(folder, remove=True)
    assert not folder.exists()


def test_only_folders_of_our_making_are_removed_with_their_sockets(tmp_path: Path) -> None:
    (tmp_path / places.POSTGRES_SOCKET).touch()
    (tmp_path / "precious").touch()
    clear_sockets(tmp_path, remove=True)
    assert [path.name for path in tmp_path.iterdir()] == ["precious"]


def test_a_lock_is_held_by_one_and_falls_with_it(tmp_path: Path) -> None:
    with (
        only_one(tmp_path / "lock", refusal="taken"),
        pytest.raises(CannotStart, match="taken"),
        only_one(tmp_path / "lock", refusal="taken"),
    ):
        pass
    with only_one(tmp_path / "lock", refusal="taken"):
        pass


def test_data_without_its_secrets_is_kept_aside(tmp_path: Path) -> None:
    folders = Folders(project=tmp_path, state=tmp_path, servers=tmp_path, account=None)
    assert set_aside(folders) is None
    for round_ in (1, 2):
        folders.database.mkdir()
        (folders.database / "row").write_text(str(round_))
        kept = set_aside(folders)
        assert kept is not None
        assert (kept / "postgres" / "row").read_text() == str(round_)
    assert not folders.database.exists()


@as_root
def test_data_of_root_belongs_to_nobody_in_a_folder_named_by_the_projects_path(
    open_place: Path, nobody: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(places, "ROOT_PLACES", (Path("/nonexistent"), open_place))
    first = places._servers_of_root(Path("/a/project"), recorded="")
    other = places._servers_of_root(Path("/another/project"), recorded="")
    assert first != other
    assert first.parent == open_place
    assert stat.S_IMODE(first.stat().st_mode) == 0o711
    assert first.stat().st_uid == 0
    data = make_private(first / "postgres", owner=nobody)
    assert data.stat().st_uid == pwd.getpwnam("nobody").pw_uid
    assert stat.S_IMODE(data.stat().st_mode) == 0o700


@as_root
def test_a_project_that_moved_finds_its_data_and_a_copy_of_it_gets_its_own(
    open_place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(places, "ROOT_PLACES", (open_place,))
    project = tmp_path / "project"
    (project / places.STATE_FOLDER).mkdir(parents=True)
    data = places._servers_of_root(project, recorded="")
    copy = tmp_path / "copy"
    shutil.copytree(project, copy)
    assert places._servers_of_root(copy, recorded=str(data)) != data
    moved = project.rename(tmp_path / "moved")
    assert places._servers_of_root(moved, recorded=str(data)) == data
    assert places._servers_of_root(moved, recorded=str(data)) == data


@as_root
def test_a_folder_planted_by_somebody_else_is_not_used(
    open_place: Path, nobody: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(places, "ROOT_PLACES", (open_place,))
    folder = places._servers_of_root(Path("/a/project"), recorded="")
    os.chown(folder, nobody.uid, nobody.gid)
    with pytest.raises(CannotStart, match="found no folder for its data"):
        places._servers_of_root(Path("/a/project"), recorded="")


@as_root
def test_programs_that_nobody_can_read_are_copied_out_and_no_folder_is_opened(open_place: Path, nobody: Account) -> None:
    programs = installed()
    assert readable_by(None, programs, keep_in=open_place) is programs
    hidden = open_place / "hidden"
    hidden.mkdir(mode=0o700)
    shutil.copytree(programs.postgresql, hidden / "pg", ignore=shutil.ignore_patterns("include", "*.a"))
    shutil.copy2(programs.redis, hidden / "redis-server")
    (hidden / "redis-server").chmod(0o700)  # as after a strict umask
    unreadable = type(programs)(postgresql=hidden / "pg", redis=hidden / "redis-server")
    copies = readable_by(nobody, unreadable, keep_in=open_place)
    assert copies != unreadable
    for program in (copies.postgres_program("postgres"), copies.redis):
        asked = subprocess.run(
            [str(program), "--version"],
            user=nobody.uid,
            group=nobody.gid,
            extra_groups=[],
            cwd="/",
            capture_output=True,
            check=True,
        )
        assert asked.stdout
        assert program.stat().st_uid == 0
    assert stat.S_IMODE(hidden.stat().st_mode) == 0o700
    assert readable_by(nobody, unreadable, keep_in=open_place) == copies


@as_root
def test_a_machine_without_nobody_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(_name: str) -> None:
        raise KeyError

    monkeypatch.setattr(pwd, "getpwnam", unknown)
    with pytest.raises(CannotStart, match="has no user 'nobody'"):
        servers_account()


def test_an_ordinary_user_runs_the_servers_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    assert servers_account() is None
