"""Setting a clone up, and leaving no trace."""

from __future__ import annotations

import pytest

from iom.git.installing import ATTRIBUTES, ForeignHookError, clone_of, install, lacks_driver, settings, uninstall
from iom.git.run import NoRepositoryError


def snapshot(repository) -> dict[str, bytes]:
    kept = (".git/config", ".git/hooks/pre-commit", ATTRIBUTES)
    return {name: (repository.root / name).read_bytes() for name in kept if (repository.root / name).exists()}


def test_all_is_set_and_a_second_time_changes_nothing(bare_repository):
    clone = clone_of(bare_repository.root)
    assert not any(each.present for each in settings(clone))
    install(clone)
    assert all(each.present for each in settings(clone))
    once = snapshot(bare_repository)
    install(clone)
    assert snapshot(bare_repository) == once


@pytest.mark.parametrize("hook", [None, "#!/bin/sh\necho mine\n", "#!/usr/bin/env bash\nset -e"])
@pytest.mark.parametrize("attributes", [None, "*.png binary", "*.png binary\n"])
def test_uninstalling_leaves_no_trace(bare_repository, hook: str | None, attributes: str | None):
    if hook:
        bare_repository.write(hook, ".git/hooks/pre-commit")
    if attributes:
        bare_repository.write(attributes, ATTRIBUTES)
    before = snapshot(bare_repository)
    clone = clone_of(bare_repository.root)
    install(clone)
    install(clone)
    uninstall(clone)
    after = snapshot(bare_repository)
    # A line end added to a last line that had none is all that may stay.
    assert {name: text.rstrip(b"\n") for name, text in after.items()} == {
        name: text.rstrip(b"\n") for name, text in before.items()
    }


def test_a_hook_that_is_no_shell_script_stays_and_nothing_is_set(bare_repository):
    bare_repository.write("#!/usr/bin/env python3\n", ".git/hooks/pre-commit")
    before = snapshot(bare_repository)
    with pytest.raises(ForeignHookError):
        install(clone_of(bare_repository.root))
    assert snapshot(bare_repository) == before
    install(clone_of(bare_repository.root), hook=False)
    assert lacks_driver(bare_repository.root) is False


def test_without_a_repository_it_is_said(tmp_path):
    with pytest.raises(NoRepositoryError):
        clone_of(tmp_path)
    assert not lacks_driver(tmp_path)


def test_a_fresh_clone_lacks_the_driver(repository):
    assert not lacks_driver(repository.root)
    repository.git("config", "--remove-section", "merge.iom")
    assert lacks_driver(repository.root)


def test_changes_name_their_entry(repository):
    repository.write(repository.read().replace("level_aim = 2", "level_aim = 3"))
    shown = repository.git("diff")
    assert "[[goals]] 20260525-0c1w · Отличать" in shown
    assert "+level_aim = 3" in shown


def test_a_commit_with_a_broken_document_is_refused(repository):
    repository.write("schema = 1\nlevel_aim = = 2\n")
    repository.git("add", "-A")
    assert repository.code("commit", "-q", "-m", "broken") != 0
    repository.git("commit", "-q", "--no-verify", "-m", "all the same")


def test_where_the_program_is_gone_commits_go_on(repository):
    hook = repository.root / ".git/hooks/pre-commit"
    hook.write_text(hook.read_text("utf-8").replace("python", "no-python").replace("/iom", "/no-iom"), "utf-8")
    repository.write(repository.read() + "# note\n")
    repository.git("commit", "-qam", "note")
