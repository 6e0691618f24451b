"""`sladsl fmt`: what is written, what is only told, and files as they should not be."""

from __future__ import annotations

import os
import stat
import subprocess
from pathlib import Path

import pytest

from sladsl.cli import files
from sladsl.cli.files import Unwritable, put
from tests.cli.run import refused, run

UGLY = 'sla A "Ä"{ # so\n time zone :"UTC"\n}'
NICE = 'sla A "Ä" {   # so\n  time zone: "UTC"\n}\n'
WRONG = "sla A {\n  curency: EUR\n  law: Malta\n}\n"


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def file(name: str, text: str | bytes = UGLY) -> Path:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


# ---- what is written


def test_files_are_written_in_place_and_told() -> None:
    ugly, nice = file("a.sla"), file("b.sla", NICE)
    assert run(["fmt", "a.sla", "b.sla"]) == (
        0,
        "formatted a.sla\n1 file formatted, 1 file already in the style\n",
        "",
    )
    assert ugly.read_text() == nice.read_text() == NICE
    assert run(["fmt", "a.sla", "b.sla"]) == (0, "2 files already in the style\n", "")


def test_a_file_in_the_style_is_not_touched() -> None:
    path = file("a.sla", NICE)
    os.utime(path, (1, 1))
    inode = path.stat().st_ino
    run(["fmt", "a.sla"])
    assert (path.stat().st_mtime, path.stat().st_ino) == (1, inode)


def test_check_writes_nothing_and_exits_with_1() -> None:
    path = file("a.sla")
    assert run(["fmt", "--check", "a.sla"]) == (1, "would format a.sla\n1 file would be formatted\n", "")
    assert path.read_text() == UGLY
    file("a.sla", NICE)
    assert run(["fmt", "--check", "a.sla"]) == (0, "1 file already in the style\n", "")


def test_diff_writes_nothing_and_exits_with_1() -> None:
    path = file("a.sla")
    done = run(["fmt", "--diff", "a.sla"])
    assert done.code == 1
    assert done.out == (
        '--- a.sla\n+++ a.sla\n@@ -1,3 +1,3 @@\n-sla A "Ä"{ # so\n- time zone :"UTC"\n-}\n'
        '\\ No newline at end of file\n+sla A "Ä" {   # so\n+  time zone: "UTC"\n+}\n'
    )
    assert done.err == "1 file would be formatted\n"
    assert path.read_text() == UGLY
    file("a.sla", NICE)
    assert run(["fmt", "--diff", "--check", "a.sla"]) == (0, "", "1 file already in the style\n")


@pytest.mark.parametrize("text", [UGLY, UGLY + "\n", UGLY.replace("\n", "\r\n"), "\ufeff" + UGLY + "\n\n\n"])
def test_what_diff_prints_is_a_patch(text: str) -> None:
    path = file("a.sla", text)
    patch = run(["fmt", "--diff", "a.sla"]).out
    file("a.patch", patch)
    try:
        subprocess.run(["git", "apply", "-p0", "a.patch"], check=True, capture_output=True)
    except FileNotFoundError:
        pytest.skip("needs git")
    patched = path.read_bytes()
    file("a.sla", text)
    run(["fmt", "a.sla"])
    assert path.read_bytes() == patched


def test_standard_input_goes_to_standard_output() -> None:
    assert run(["fmt", "-"], UGLY.encode()) == (0, NICE, "")
    assert run(["fmt", "-"], NICE.encode()) == (0, NICE, "")
    assert run(["fmt", "--check", "-"], NICE.encode()) == (0, "", "")
    done = run(["fmt", "--check", "-", "--stdin-filename", "draft.sla"], UGLY.encode())
    assert done == (1, "would format draft.sla\n", "")
    assert run(["fmt", "--diff", "-"], UGLY.encode()).out.startswith("--- standard input\n")
    message = refused(["fmt", "-", "--stdin-filename", "draft.sla"], "left as it is", stdin=WRONG.encode())
    assert message.startswith("draft.sla:2:3: error[unknown-key]")


# ---- folders


def test_folders_are_searched_and_each_file_is_done_once() -> None:
    for name in (
        "x/b.sla",
        "x/y/c.sla",
        "x/.hidden/d.sla",
        "x/.e.sla",
        "x/node_modules/f.sla",
        "x/g.txt",
        "a.sla",
    ):
        file(name)
    Path("x/link.sla").symlink_to("y/c.sla")
    Path("x/round").symlink_to("..")
    assert run(["fmt", ".", "x", "./x/b.sla"]).out == (
        "formatted a.sla\nformatted x/b.sla\nformatted x/y/c.sla\n3 files formatted\n"
    )
    assert Path("x/g.txt").read_text() == Path("x/.hidden/d.sla").read_text() == UGLY
    assert Path("x/link.sla").is_symlink()


def test_a_folder_without_agreements_is_a_mistake() -> None:
    Path("empty").mkdir()
    refused(["fmt", "empty"], "There is no .sla file in empty.")
    file("a.sla")
    done = run(["fmt", "empty", "a.sla"])
    assert (done.code, done.out) == (2, "formatted a.sla\n1 file formatted, 1 failed\n")


def test_a_folder_that_cannot_be_searched(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("x").mkdir()

    def walk(path: str, onerror: object) -> object:
        assert callable(onerror)
        onerror(PermissionError(13, "Permission denied", path))
        return iter(())

    monkeypatch.setattr(files.os, "walk", walk)
    refused(["fmt", "x"], "x can't be searched: Permission denied.")


# ---- files as they should not be


def test_a_file_with_mistakes_is_not_touched_and_the_others_are_done() -> None:
    wrong, ugly = file("a.sla", WRONG), file("b.sla")
    done = run(["fmt", "a.sla", "b.sla"])
    assert (done.code, done.out) == (2, "formatted b.sla\n1 file formatted, 1 failed\n")
    assert done.err == (
        "a.sla:2:3: error[unknown-key] `curency` is not a key of `sla`.\n"
        "a.sla:3:8: error[text-without-quotes] `law` takes a text in double quotes.\n"
        "error: a.sla is left as it is (2 errors).\n  Mend it first: `sladsl check a.sla` says how.\n"
    )
    assert wrong.read_text() == WRONG
    assert ugly.read_text() == NICE
    assert run(["fmt", "--check", "a.sla", "b.sla"]).code == 2


def test_few_findings_of_many_are_shown() -> None:
    file("a.sla", "sla A {" + "x: y\n" * 50 + "}")
    assert refused(["fmt", "a.sla"], "left as it is (50 errors)").count("unknown-key") == 5


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "There is no agreement in this file."),
        (b" \n", "There is no agreement in this file."),
        (b"# only this\n", "only comments"),
        (bytes(range(256)), "zero bytes"),
        ("sla Ä { }".encode("latin-1"), "is not UTF-8"),
        (b"sla A { }\n" * 200_000, "the most is"),
        (b"#" * 7_000_000, "too large"),
        ("sla A { \u202e }".encode(), "invisible character"),
    ],
    ids=lambda value: str(value)[:20],
)
def test_a_file_that_is_no_agreement_is_not_touched(content: bytes, said: str) -> None:
    path = file("a.sla", content)
    refused(["fmt", "a.sla"], said)
    refused(["fmt", "--diff", "a.sla"], said)
    assert path.read_bytes() == content
    refused(["fmt", "-"], said, stdin=content)


def test_names_that_lead_nowhere() -> None:
    refused(["fmt", "none.sla"], "There is no file none.sla.")
    Path("gone.sla").symlink_to("nowhere.sla")
    refused(["fmt", "gone.sla"], "There is no file gone.sla.")
    refused(["fmt", "-", "none.sla"], "can't stand beside files")
    refused(["fmt"], "Missing argument")
    refused(["fmt", "x" * 300 + ".sla"], "can't be read")
    refused(["fmt", "bad\x1b[31m.sla"], "There is no file bad\ufffd[31m.sla.")


def test_a_pipe_is_no_file_to_write() -> None:
    os.mkfifo("pipe.sla")
    refused(["fmt", "pipe.sla"], "pipe.sla is no file.", "sladsl fmt -")


# ---- how it is written


def test_line_ends_and_the_byte_order_mark_stay() -> None:
    for before, after in (
        (UGLY.replace("\n", "\r\n"), NICE.replace("\n", "\r\n")),
        ("\ufeff" + UGLY, "\ufeff" + NICE),
        ("sla A {\r\n\r\ncurrency: EUR\n}", "sla A {\r\n  currency: EUR\r\n}\r\n"),
        ("sla A {\r\ncurrency: EUR\n}", "sla A {\n  currency: EUR\n}\n"),
    ):
        path = file("a.sla", before)
        run(["fmt", "a.sla"])
        assert path.read_bytes() == after.encode()
        assert run(["fmt", "--check", "a.sla"]).code == 0


def test_the_mode_stays() -> None:
    path = file("a.sla")
    path.chmod(0o640)
    run(["fmt", "a.sla"])
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_a_link_stays_a_link() -> None:
    path = file("real/a.sla")
    Path("link.sla").symlink_to(path)
    assert run(["fmt", "link.sla"]).out == "formatted link.sla\n1 file formatted\n"
    assert Path("link.sla").is_symlink()
    assert path.read_text() == NICE


def test_a_protected_file_is_refused_but_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    path = file("a.sla")
    path.chmod(0o444)
    monkeypatch.setattr(files.os, "access", lambda path, mode: False)  # root may write everything
    refused(["fmt", "a.sla"], "a.sla can't be written: it is protected.")
    assert path.read_text() == UGLY
    assert run(["fmt", "--check", "a.sla"]).code == 1


def test_a_full_disk_leaves_the_file_as_it_was(monkeypatch: pytest.MonkeyPatch, here: Path) -> None:
    path = file("a.sla")

    def full(source: str, target: str) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(files.os, "replace", full)
    refused(["fmt", "a.sla"], "a.sla can't be written: No space left on device.")
    assert path.read_text() == UGLY
    assert [each.name for each in here.iterdir()] == ["a.sla"]


def test_nothing_is_left_behind_when_writing_is_interrupted(
    monkeypatch: pytest.MonkeyPatch, here: Path
) -> None:
    def interrupted(source: str, target: str) -> None:
        raise KeyboardInterrupt

    path = file("a.sla")
    monkeypatch.setattr(files.os, "replace", interrupted)
    assert run(["fmt", "a.sla"]).code == 130
    assert path.read_text() == UGLY
    assert [each.name for each in here.iterdir()] == ["a.sla"]


def test_put_keeps_what_it_can_of_the_owner(monkeypatch: pytest.MonkeyPatch) -> None:
    path = file("a.sla")
    given = []
    monkeypatch.setattr(files.os, "getuid", lambda: -7)

    def chown(name: str, user: int, group: int) -> None:
        given.append((user, group))
        raise PermissionError(1, "not yours")

    monkeypatch.setattr(files.os, "chown", chown)
    put(b"new", str(path))
    assert given == [(path.stat().st_uid, path.stat().st_gid)]
    assert path.read_bytes() == b"new"
    with pytest.raises(Unwritable, match="is a folder"):
        put(b"", ".")


# ---- the project's own


def test_the_examples_are_in_the_style(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(root)
    done = run(["fmt", "--check", "examples"])
    assert done.code == 0, done.out + done.err
