"""The scripts of the pages agree with the types in their comments."""

import shutil
import subprocess
from pathlib import Path

import pytest


def test_the_compiler_finds_no_fault_in_the_scripts():
    compiler = shutil.which("tsc")
    if not compiler:
        pytest.skip("tsc is not installed (Debian: node-typescript)")
    run = subprocess.run([compiler, "-p", "tsconfig.json"], cwd=Path(__file__).parent, capture_output=True, text=True)
    assert run.stdout == ""
    assert run.returncode == 0
