"""A backup that has never been restored is none: take one, write more, restore both on a server of its own.

What the scripts prove is proved by what they refuse: a file, a table, a key that is another than the backup's.
"""

import os
import shutil
import subprocess
import time

import psycopg
import pytest

from ops.cluster import CLEAN, Cluster, binaries
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
        "PGDATABASE": "postgres",
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
    """In a copy that the server user reaches also when the checkout is closed to it."""
    copy = folder / "backup"
    if not copy.exists():
        shutil.copytree(ROOT / "docker" / "backup", copy)
        subprocess.run(["chmod", "-R", "a+rX", str(copy)], check=True)
    return str(copy / name)


def restore(copy, folder, key, env, into="second"):
    """Run the restore script into folder/second/data; its exit code and what it complained about."""
    give_to_server_user(folder / into)
    command = [script("restore", folder), copy, folder / "kept" / "log", folder / into / "data"]
    command += [key / "certificate.pem", key / "key.pem"]
    done = subprocess.run(
        [str(word) for word in command], env=env, cwd="/", capture_output=True, text=True, **as_server_user()
    )
    return done.returncode, done.stderr


@pytest.fixture
def taken(cluster, folder, key):
    """A copy by the night's script, and what was written after it, all in the kept log; (copy, surroundings)."""
    env = surroundings(cluster, folder, key)
    base, log = folder / "kept" / "base", folder / "kept" / "log"
    cluster.run("CREATE TABLE kept (word text); INSERT INTO kept VALUES ('before')")
    watch = subprocess.Popen([script("backup", folder), "watch"], env=env, cwd="/", process_group=0, **as_server_user())
    try:
        wait_for(lambda: list(base.glob("*.counts.cms")))
        cluster.run("INSERT INTO kept VALUES ('after')")
        segment = cluster.run("SELECT pg_walfile_name(pg_current_wal_lsn())")
        cluster.run("SELECT pg_switch_wal()")
        wait_for(lambda: (log / f"{segment}.cms").exists())
    finally:
        os.killpg(watch.pid, 15)
        watch.wait()
    [copy] = base.glob("*.tar.gz.cms")
    return copy, env


def rewritten(copy, key, change):
    """The counts beside the copy, changed and encrypted anew."""
    path = copy.with_name(copy.name.replace(".tar.gz.cms", ".counts.cms"))
    crypt = ["openssl", "cms", "-binary"]
    opened = [*crypt, "-decrypt", "-inform", "DER", "-recip", key / "certificate.pem", "-inkey", key / "key.pem"]
    text = subprocess.run([*opened, "-in", path], check=True, capture_output=True, cwd="/").stdout.decode()
    closed = [*crypt, "-encrypt", "-aes-256-gcm", "-outform", "DER", "-out", path, key / "certificate.pem"]
    subprocess.run(closed, input=change(text).encode(), check=True, cwd="/")


def counted(cluster, *, live=False):
    """What counts.sql says to the role that backs up, line by line."""
    command = [str(binaries() / "psql"), "-XAtq", "--set=ON_ERROR_STOP=1", *(["--set=live=1"] if live else [])]
    command += ["-h", str(cluster.sockets), "-U", "bus_backup", "-d", "postgres"]
    command += ["-f", str(ROOT / "docker" / "backup" / "counts.sql")]
    return subprocess.run(command, check=True, capture_output=True, text=True, env=CLEAN).stdout.splitlines()


def test_counts_tell_a_changed_word_from_none_and_are_not_taken_while_somebody_writes(cluster):
    cluster.run("CREATE TABLE kept (word text); INSERT INTO kept VALUES ('before'), ('beside')")
    cluster.run("CREATE TABLE other (number int); INSERT INTO other VALUES (1)")
    before = counted(cluster)
    cluster.run("UPDATE kept SET word = 'beyond' WHERE word = 'beside'")
    after = counted(cluster)
    assert [line.rpartition("|")[0] for line in before] == ["public.kept|2", "public.other|1"]
    assert [line.rpartition("|")[0] for line in after] == ["public.kept|2", "public.other|1"]
    assert (after[0] != before[0], after[1] == before[1]) == (True, True)

    place, *tables = wait_for(lambda: counted(cluster, live=True))
    assert tables == after
    assert "/" in place
    with psycopg.connect(cluster.url("postgres", "postgres")) as writer:
        writer.execute("INSERT INTO other VALUES (2)")
        assert counted(cluster, live=True) == []


def test_what_was_written_after_the_nightly_copy_is_restored_too(taken, folder, key):
    copy, env = taken

    assert restore(copy, folder, key, env) == (0, "")
    second = Cluster(folder / "second", give_to_server_user(folder / "s2"))
    second.start()
    try:
        assert second.run("SELECT string_agg(word, ' ' ORDER BY word) FROM kept") == "after before"
    finally:
        second.child.stop()


def test_a_table_that_is_not_as_it_was_counted_is_named(taken, folder, key):
    copy, env = taken
    rewritten(copy, key, lambda text: text.replace("public.kept|1|", "public.kept|2|"))

    code, said = restore(copy, folder, key, env)

    assert code == 1
    assert "restore: not as it was when the backup was taken" in said
    assert "< public.kept|2|" in said
    assert "> public.kept|1|" in said


def test_a_log_that_ends_before_the_counted_place_and_a_missing_count_are_said(taken, folder, key):
    copy, env = taken
    rewritten(copy, key, lambda text: text.replace(text.splitlines()[0], "FF/0", 1))
    code, said = restore(copy, folder, key, env)
    assert code == 1
    assert "did not come to the place that was counted" in said

    copy.with_name(copy.name.replace(".tar.gz.cms", ".counts.cms")).unlink()
    code, said = restore(copy, folder, key, env, into="third")
    assert code == 1
    assert "nothing was counted" in said


def test_another_key_than_the_backups_opens_nothing(taken, folder, key):
    copy, env = taken

    assert restore(copy, folder, make_key(folder / "other"), env)[0] != 0
    assert not (folder / "second" / "data" / "PG_VERSION").exists()
