"""The one file: a tar of `database.dump`, `manifest.json` and `seal.json`, in that order.

It is written under another name beside its place and gets its own name when it is whole and on disk; nobody but its owner
may read it. The dump streams through, so that neither memory nor a second copy on disk is needed.
"""

import hashlib
import io
import os
import tarfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import IO

import orjson

from care.backup.manifest import Manifest, NotABackup, manifest_mac, sha256

DUMP = "database.dump"
MANIFEST = "manifest.json"
SEAL = "seal.json"
CHUNK = 1 << 20
LARGEST_MANIFEST = 16 << 20


@contextmanager
def new_file(path: Path, *, force: bool) -> Iterator[IO[bytes]]:
    """A file that appears at `path`, mode 0600, when the block ends well, and never otherwise.

    Raises:
        FileExistsError: there is a file, and `force` is not given.
    """
    if path.exists() and not force:
        raise FileExistsError(path)
    unfinished = path.with_name(f".{path.name}.{os.getpid()}.part")
    descriptor = os.open(unfinished, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
    try:
        with os.fdopen(descriptor, "w+b") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        if path.exists() and not force:
            raise FileExistsError(path)
        unfinished.rename(path)
        _sync_folder(path.parent)
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def write(stream: IO[bytes], *, dump: Iterator[bytes], manifest: Callable[[], Manifest], key: bytes) -> Manifest:
    """Write the archive: the dump as it comes, then what `manifest()` says once the dump is over, then the seal."""
    stream.write(bytes(tarfile.BLOCKSIZE))
    digest, size = hashlib.sha256(), 0
    for chunk in dump:
        digest.update(chunk)
        size += len(chunk)
        stream.write(chunk)
    stream.write(bytes(-size % tarfile.BLOCKSIZE))
    end = stream.tell()
    told = replace(manifest(), dump_bytes=size, dump_sha256=digest.hexdigest())
    stream.seek(0)
    stream.write(_header(DUMP, size, told))
    stream.seek(end)
    content = told.as_bytes()
    seal = orjson.dumps({"manifest_sha256": sha256(content), "mac": manifest_mac(key, content)})
    for name, part in ((MANIFEST, content), (SEAL, seal)):
        stream.write(_header(name, len(part), told) + part + bytes(-len(part) % tarfile.BLOCKSIZE))
    stream.write(bytes(2 * tarfile.BLOCKSIZE))
    return told


def _header(name: str, size: int, manifest: Manifest) -> bytes:
    info = tarfile.TarInfo(name)
    info.size, info.mode, info.mtime = size, 0o600, int(manifest.created_at.timestamp())
    header = info.tobuf(format=tarfile.GNU_FORMAT)
    assert len(header) == tarfile.BLOCKSIZE
    return header


class Archive:
    """A backup that is being read. `check` comes first: nothing of the file is believed before."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def check(self, *, key: bytes) -> Manifest:
        """Check the seal, the manifest and every byte of the dump.

        Raises:
            NotABackup: cut, damaged, changed, sealed with another key, or something else altogether.
        """
        try:
            with tarfile.open(self.path, "r:") as tar:
                parts = {member.name: member for member in tar}
                if list(parts) != [DUMP, MANIFEST, SEAL] or not all(member.isreg() for member in parts.values()):
                    raise NotABackup("it is damaged, or not a backup")
                content = _read(tar, parts[MANIFEST])
                seal = orjson.loads(_read(tar, parts[SEAL]))
                if not isinstance(seal, dict) or seal.get("manifest_sha256") != sha256(content):
                    raise NotABackup("its manifest was damaged or changed")
                if seal.get("mac") != manifest_mac(key, content):
                    raise NotABackup("it was changed, or made with another audit key (CARE_AUDIT_KEY)")
                manifest = Manifest.parse(content)
                if parts[DUMP].size != manifest.dump_bytes or _digest(tar, parts[DUMP]) != manifest.dump_sha256:
                    raise NotABackup("its data were damaged or changed")
                self.offset = parts[DUMP].offset_data
        except (tarfile.TarError, EOFError, orjson.JSONDecodeError) as error:
            raise NotABackup("it is damaged, or not a backup") from error
        self.manifest = manifest
        return manifest

    def dump(self) -> Iterator[bytes]:
        """The bytes of the dump, after `check`."""
        left = self.manifest.dump_bytes
        with self.path.open("rb") as stream:
            stream.seek(self.offset)
            while left:
                chunk = stream.read(min(CHUNK, left))
                if not chunk:
                    raise NotABackup("it ends too early")
                left -= len(chunk)
                yield chunk


def _read(tar: tarfile.TarFile, member: tarfile.TarInfo) -> bytes:
    if member.size > LARGEST_MANIFEST:
        raise NotABackup("its manifest is too large")
    stream = tar.extractfile(member) or io.BytesIO()
    return stream.read()


def _digest(tar: tarfile.TarFile, member: tarfile.TarInfo) -> str:
    digest = hashlib.sha256()
    stream = tar.extractfile(member) or io.BytesIO()
    while chunk := stream.read(CHUNK):
        digest.update(chunk)
    return digest.hexdigest()
