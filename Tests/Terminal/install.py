"""`make install` and `make uninstall` under a root of their own: what they put there, and that nothing stays.

    python3 Tests/Terminal/install.py PROGRAM
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

TREE = Path(__file__).resolve().parent.parent.parent

EXPECTED = [
    "bin/argent", "share/man/man1/argent.1", "share/bash-completion/completions/argent",
    "share/zsh/site-functions/_argent", "share/fish/vendor_completions.d/argent.fish", "share/doc/argent/README.md",
    "share/doc/argent/LICENSE", "share/doc/argent/guide.md", "share/doc/argent/language.md",
    "share/doc/argent/reference/operations.md", "share/doc/argent/examples/tour.ag",
]


def run(*command, **options):
    return subprocess.run(command, capture_output=True, text=True, **options)


def make(target, program, root):
    done = run("make", "-o", "build", target, "PROGRAM=%s" % program, "DESTDIR=%s" % root, "PREFIX=/opt/a b", cwd=TREE)
    assert done.returncode == 0, done.stderr


def shell(name, *command, **options):
    """The output of a shell that is installed here, else None."""
    if not shutil.which(name):
        return None
    done = run(name, *command, **options)
    assert done.returncode == 0, done.stderr
    return done.stdout


def main():
    program = os.path.abspath(sys.argv[1])
    with tempfile.TemporaryDirectory(prefix="argent-install-") as root:
        prefix = Path(root) / "opt/a b"
        make("install", program, root)
        for name in EXPECTED:
            assert (prefix / name).is_file(), name
        for lesson in (TREE / "Examples").glob("*.*"):
            assert (prefix / "share/doc/argent/examples" / lesson.name).is_file(), lesson.name
        version = run(prefix / "bin/argent", "--version").stdout
        assert re.fullmatch(r"argent \d+\.\d+\.\d+\n", version), version

        page = prefix / "share/man/man1/argent.1"
        assert page.read_text().startswith(".TH ARGENT 1"), page
        if shutil.which("groff"):
            shown = run("groff", "-man", "-Tutf8", "-ww", str(page), env={**os.environ, "GROFF_NO_SGR": "1"})
            assert shown.returncode == 0 and not shown.stderr, shown.stderr
            plain = re.sub(".\b", "", shown.stdout)
            for word in ["--allow-files", "argent run", "Ctrl-R", "NO_COLOR", "history"]:
                assert word in plain, (word, plain)

        completions = prefix / "share/bash-completion/completions/argent"
        offered = shell(
            "bash", "-c", 'source "$0"; COMP_WORDS=(argent r); COMP_CWORD=1; COMP_LINE="argent r"; COMP_POINT=8; '
            '_argent argent r argent; printf "%s\\n" "${COMPREPLY[@]}"', str(completions))
        assert "run" in offered.split(), offered
        shell("zsh", "-n", str(prefix / "share/zsh/site-functions/_argent"))
        shell("fish", "-n", str(prefix / "share/fish/vendor_completions.d/argent.fish"))

        make("uninstall", program, root)
        left = [str(path) for path in prefix.rglob("*") if not path.is_dir()]
        assert not left, left
    print("make install, make uninstall: passed")


if __name__ == "__main__":
    sys.exit(main() if len(sys.argv) > 1 else __doc__)
