"""Pages are checked with axe; what is serious or worse fails."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from staging import go_live, join, make_show, seat

PAGES = [("/", None), ("/live/demo", None), ("/orders", None), ("/sign-in", None), ("/enter/used-up", None),
         ("/studio/demo", "host"),
         ("/console/shows", "owner"), ("/console/products", "owner"), ("/console/orders", "owner"),
         ("/console/team", "owner"), ("/console/settings", "owner")]


def serious(page):
    found = Axe().run(page).response["violations"]
    return [(each["id"], [node["target"] for node in each["nodes"]][:4])
            for each in found if each["impact"] in ("serious", "critical")]


@pytest.mark.parametrize("size", [(390, 844), (1280, 800)])
@pytest.mark.parametrize("path, role", PAGES)
def test_axe_finds_nothing_serious(browsers, path, role, size):
    page = browsers.open(path, role=role, size=size)
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(500)
    # Colours on their way from one to the other are nobody's.
    page.evaluate("""() => Promise.all(document.getAnimations()
        .filter((each) => each instanceof CSSTransition).map((each) => each.finished.catch(() => null)))""")
    assert serious(page) == []


@pytest.mark.parametrize("opener, title", [("#open-shelf", "Products"), ("#open-cart", "Cart"), (".pinned .primary", None),
                                           ("#quality", "Picture quality")])
def test_sheets_of_the_show_pass_axe(browsers, house, opener, title):
    product = house.guest().get("/shows/demo/shelf").json["items"][0]
    house.bearer("host").call("PUT", "/shows/demo/pin", {"product": product["id"]})
    page = browsers.open("/live/demo", size=(390, 844))
    page.locator(opener).click()
    page.locator("dialog h2", has_text=title or product["title"]).wait_for()
    page.wait_for_timeout(400)
    assert serious(page) == []


def test_the_show_has_tabs_only_where_its_columns_share_a_place(browsers):
    page = browsers.open("/live/demo", size=(900, 700))
    shelf = page.get_by_role("tab", name="Products")
    shelf.click()
    panel = page.get_by_role("tabpanel", name="Products")
    panel.wait_for()
    assert page.get_by_role("tabpanel").count() == 1
    assert serious(page) == []
    page.set_viewport_size({"width": 1280, "height": 800})
    page.get_by_role("complementary", name="Products").wait_for()
    page.get_by_role("region", name="Chat").wait_for()
    assert page.locator("[role=tab], [role=tablist], [role=tabpanel], [aria-labelledby=chat-tab]").count() == 0
    page.set_viewport_size({"width": 390, "height": 844})
    page.get_by_role("region", name="Chat").wait_for()
    assert page.locator("[role=tabpanel]").count() == 0


def test_product_editor_passes_axe(browsers):
    page = browsers.open("/console/products", role="owner")
    page.locator(".open-row").first.click()
    page.locator("dialog form").wait_for()
    page.wait_for_timeout(400)
    assert serious(page) == []


def test_a_sheet_keeps_the_focus_and_gives_it_back(browsers):
    page = browsers.open("/live/demo", size=(390, 844))
    page.locator("#open-shelf").click()
    page.locator("dialog").wait_for()
    for _ in range(40):
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement === document.body || document.activeElement.closest('dialog') !== null")
    page.keyboard.press("Escape")
    page.locator("dialog").wait_for(state="detached")
    assert page.evaluate("document.activeElement.id") == "open-shelf"


def fits(page):
    return page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth + 1")


@pytest.mark.parametrize("locale", ["en-US", "ar-SA"])
def test_the_stage_and_its_sheets_pass_axe_and_fit_a_small_phone(browsers, house, locale):
    show = make_show(house, f"axe-stage-{locale.lower()}", "cohost")
    host = go_live(browsers, show)
    guest = join(browsers, show, "Guest", size=(360, 740), locale=locale)
    guest.locator("#hand").click()
    guest.locator("dialog .primary:enabled").wait_for(timeout=20_000)
    guest.wait_for_timeout(400)
    assert serious(guest) == [] and fits(guest)
    guest.locator("dialog .primary:enabled").click()
    seat(host, "Guest")
    guest.locator(".stage-bar[data-state=seated]").wait_for(timeout=20_000)
    guest.wait_for_timeout(400)
    for page in (guest, host):
        assert serious(page) == [] and fits(page)


@pytest.mark.parametrize("locale", ["en-US", "ar-SA"])
def test_a_call_passes_axe_and_fits_a_small_phone(browsers, house, locale):
    show = make_show(house, f"axe-call-{locale.lower()}", "private")
    host = go_live(browsers, show)
    caller = join(browsers, show, "Caller", size=(360, 740), locale=locale)
    assert serious(caller) == [] and fits(caller)
    caller.locator("#ring").click()
    caller.locator("dialog .primary:enabled").wait_for(timeout=20_000)
    caller.wait_for_timeout(400)
    assert serious(caller) == [] and fits(caller)
    caller.locator("dialog .primary:enabled").click()
    caller.locator("dialog").wait_for(state="detached")
    caller.locator(".call").wait_for()
    assert serious(caller) == [] and fits(caller)
    seat(host, "Caller")
    caller.locator(".call[data-state=seated]").wait_for(timeout=20_000)
    caller.wait_for_timeout(400)
    for page in (caller, host):
        assert serious(page) == [] and fits(page)
