"""A backup that has never been restored is none: take one, write more, restore both on a server of its own."""

import os
import subprocess
import time

import pytest

from ops.cluster import Cluster, binaries
from ops.paths import ROOT
from ops.process import as_server_user, give_to_server_user
from ops.roles import prepare_roles
from ops.servers import new_socket_folder

pytestmark = [pytest.mark.slow, pytest.mark.full]


@pytest.fixture
def folder():
    place = new_socket_folder()
    place.chmod(0o711)
    yield place
    subprocess.run(["rm", "-rf", str(place)], check=True)


@pytest.fixture
def cluster(folder):
    server = Cluster(folder / "first", give_to_server_user(folder / "s1"))
    server.start()
    prepare_roles(server)
    server.run("ALTER ROLE bus_backup REPLICATION")
    yield server
    server.child.stop()


def make_key(kept):
    """A certificate to encrypt to and, beside it here but elsewhere in life, its private key."""
    give_to_server_user(kept)
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=backup"]
    command += ["-keyout", str(kept / "key.pem"), "-out", str(kept / "certificate.pem")]
    subprocess.run(command, check=True, capture_output=True, cwd="/", **as_server_user())
    return kept


@pytest.fixture
def key(folder):
    return make_key(folder / "keys")


def surroundings(cluster, folder, key):
    return {
        "PATH": f"{binaries()}:/usr/bin:/bin",
        "PGHOST": str(cluster.sockets),
        "PGUSER": "bus_backup",
        "BACKUP_FOLDER": str(give_to_server_user(folder / "kept")),
        "BACKUP_INCOMING": str(give_to_server_user(folder / "incoming")),
        "BACKUP_CERTIFICATE": str(key / "certificate.pem"),
        "BACKUP_PAUSE": "1",
    }


def wait_for(condition, seconds=20):
    deadline = time.monotonic() + seconds
    while not (found := condition()):
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.1)
    return found


def script(name, folder):
    """A copy that the server user reaches also when the checkout is closed to it."""
    copy = folder / name
    copy.write_bytes((ROOT / "docker" / "backup" / name).read_bytes())
    copy.chmod(0o755)
    return str(copy)


def restore(copy, folder, key, env):
    """Run the restore script into folder/second/data; its exit code."""
    give_to_server_user(folder / "second")
    command = [script("restore", folder), copy, folder / "kept" / "log", folder / "second" / "data"]
    command += [key / "certificate.pem", key / "key.pem"]
    return subprocess.run([str(word) for word in command], env=env, cwd="/", **as_server_user()).returncode


def test_what_was_written_after_the_nightly_copy_is_restored_too(cluster, folder, key):
    env = surroundings(cluster, folder, key)
    base, log = folder / "kept" / "base", folder / "kept" / "log"
    cluster.run("CREATE TABLE kept (word text); INSERT INTO kept VALUES ('before')")

    watch = subprocess.Popen([script("backup", folder), "watch"], env=env, cwd="/", process_group=0, **as_server_user())
    try:
        copy = wait_for(lambda: list(base.glob("*.cms")))[0]
        cluster.run("INSERT INTO kept VALUES ('after')")
        segment = cluster.run("SELECT pg_walfile_name(pg_current_wal_lsn())")
        cluster.run("SELECT pg_switch_wal()")
        wait_for(lambda: (log / f"{segment}.cms").exists())
    finally:
        os.killpg(watch.pid, 15)
        watch.wait()

    assert restore(copy, folder, key, env) == 0
    second = Cluster(folder / "second", give_to_server_user(folder / "s2"))
    second.start()
    try:
        assert second.run("SELECT string_agg(word, ' ' ORDER BY word) FROM kept") == "after before"
    finally:
        second.child.stop()


def test_another_key_than_the_backups_opens_nothing(cluster, folder, key):
    env = surroundings(cluster, folder, key)
    subprocess.run([script("backup", folder), "base"], env=env, cwd="/", check=True, **as_server_user())
    [copy] = (folder / "kept" / "base").glob("*")

    assert restore(copy, folder, make_key(folder / "other"), env) != 0
    assert not (folder / "second" / "data" / "PG_VERSION").exists()
