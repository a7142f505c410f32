"""The files of the pages agree with each other."""

import re
from pathlib import Path

PAGES = Path(__file__).resolve().parents[2] / "Sources/API/Pages"
SCRIPTS = PAGES / "assets/script"

_IMPORT = re.compile(r"^(?:import|export)\b[^;]*?from '([^']+)';", re.MULTILINE)


def modules(*starts):
    """All modules that these import at once, themselves included."""
    found, waiting = set(), [SCRIPTS / start for start in starts]
    while waiting:
        module = waiting.pop().resolve()
        if module not in found:
            found.add(module)
            waiting += [module.parent / name for name in _IMPORT.findall(module.read_text(encoding="utf-8"))]
    return {str(module.relative_to(SCRIPTS.resolve())) for module in found}


def test_the_show_page_names_all_its_modules_so_that_none_waits_for_another():
    page = (PAGES / "live.html").read_text(encoding="utf-8")
    named = re.findall(r'rel="modulepreload" href="/assets/script/([^"]+)"', page)
    assert set(named) == modules("live/join.js", "live/live.js")
    assert len(named) == len(set(named))


def test_scripts_name_parts_by_their_own_version():
    naming = [str(script.relative_to(SCRIPTS)) for script in SCRIPTS.rglob("*.js")
              if re.search(r"""['"`]/assets/""", script.read_text(encoding="utf-8"))]
    assert naming == []
