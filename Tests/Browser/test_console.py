"""What operators do: shows, catalogue, files, people."""

import csv
import io
import urllib.request

GOOD_AND_BAD = (
    "URL handle,Title,Option1 name,Option1 value,SKU,Price,Inventory quantity\r\n"
    "river-stone,River stone,Colour,Grey,RS-1,12.50,8\r\n"
    "river-stone,,,White,RS-2,13.50,4\r\n"
    "broken-stone,Broken stone,Colour,Grey,RS-3,\"12,99,0\",4\r\n"
)


def import_file(page, text, name="products.csv"):
    page.locator(".page-head .quiet", has_text="Import CSV").click()
    page.locator("dialog input[type=file]").set_input_files(
        {"name": name, "mimeType": "text/csv", "buffer": text.encode()})
    page.locator("dialog [role=status]").wait_for()


def test_an_import_takes_good_lines_and_reports_bad_ones(browsers):
    page = browsers.open("/console/products", role="owner")
    page.locator("table").first.wait_for()
    import_file(page, GOOD_AND_BAD)
    report = page.locator("table.report tbody tr")
    assert report.count() >= 1
    line = report.first.locator("th, td").all_inner_texts()
    assert line[0] == "4"
    assert "Price" in line[1]
    assert all(line)


def test_what_is_exported_can_be_imported_again(browsers, house):
    owner = house.bearer("owner")
    exported = owner.get("/products/export")
    assert exported.status == 200
    rows = list(csv.DictReader(io.StringIO(exported.text.lstrip("\ufeff"))))
    assert rows and "Title" in rows[0]
    report = owner.call("POST", "/products/import", raw=exported.text.encode(), kind="text/csv").json
    assert report["skipped"] == 0
    assert report["created"] == 0


def test_a_show_is_planned_and_has_a_shelf(browsers):
    page = browsers.open("/console/shows", role="owner")
    page.locator(".page-head .primary").click()
    page.locator("dialog [name=title]").fill("Spring evening")
    page.locator("dialog [name=host]").fill("Lantern & Loom")
    page.locator("dialog [name=startsAt]").fill("2031-04-02T19:00")
    page.locator("dialog .primary").click()
    row = page.locator("tr", has_text="Spring evening")
    row.wait_for()
    row.get_by_role("button", name="Shelf").click()
    page.locator("dialog .picker input[type=checkbox]").nth(1).click()
    page.locator("dialog .sheet-foot .primary").click()
    page.locator("dialog").wait_for(state="detached")
    row.get_by_role("button", name="Shelf").click()
    page.locator("dialog .picker li").first.wait_for()
    assert page.locator("dialog .picker input[type=checkbox]:checked").count() == 1


def test_a_show_is_restricted_and_has_a_picture(browsers, house):
    page = browsers.open("/console/shows", role="owner")
    page.locator(".page-head .primary").click()
    page.locator("dialog [name=title]").fill("Friends only")
    page.locator("dialog [name=host]").fill("Lantern & Loom")
    page.locator("dialog [name=access]").select_option("restricted")
    page.locator("dialog [name=allowsLinks]").check()
    page.locator("dialog .picture-choice .choice").nth(1).click()
    page.locator("dialog .sheet-foot .primary").click()
    page.locator("dialog").wait_for(state="detached")
    shows = house.bearer("owner").get("/shows").json["items"]
    show = next(each for each in shows if each["title"] == "Friends only")
    assert (show["access"], show["allowsLinks"]) == ("restricted", True)
    assert show["poster"].startswith("/pictures/")


def test_a_product_is_made_and_edited(browsers, house):
    page = browsers.open("/console/products", role="owner")
    page.locator(".page-head .primary").click()
    page.locator("dialog [name=title]").fill("Reed basket")
    page.locator("dialog [name=price]").fill("24.50")
    page.locator("dialog [name=sku]").fill("RB-1")
    page.locator("dialog [name=onHand]").fill("6")
    page.locator("dialog .sheet-foot .primary").click()
    page.locator("dialog").wait_for(state="detached")
    page.get_by_role("button", name="Reed basket").click()
    assert page.locator("dialog [name=handle]").input_value() == "reed-basket"
    assert page.locator("dialog [name=price]").input_value() == "24.50"
    assert page.locator("dialog [name=onHand]").input_value() == "6"
    page.locator("dialog [name=price]").fill("19,90")
    page.locator("dialog .sheet-foot .primary").click()
    page.locator("dialog").wait_for(state="detached")
    product = next(each for each in house.bearer("owner").get("/products?limit=200").json["items"]
                   if each["handle"] == "reed-basket")
    assert product["variants"][0]["price"]["minor"] == 1990
    assert product["variants"][0]["available"] == 6


def test_stock_that_moved_is_shown_and_not_overwritten(browsers, house):
    owner = house.bearer("owner")
    product = owner.get("/products?limit=100").json["items"][0]
    variant = product["variants"][0]
    page = browsers.open("/console/products", role="owner")
    page.get_by_role("button", name=product["title"], exact=True).click()
    field = page.locator('dialog [data-row="0"] [name=onHand]')
    assert field.input_value() == str(variant["onHand"])
    field.fill("77")
    moved = variant["onHand"] + 5
    owner.call("PUT", f"/products/{product['id']}/stock",
               {"variant": variant["id"], "expected": variant["onHand"], "onHand": moved})
    page.locator("dialog .sheet-foot .primary").click()
    page.wait_for_function(f"() => document.querySelector('[data-row=\"0\"] [name=onHand]').value === '{moved}'")
    assert "The stock has changed meanwhile" in page.locator('dialog [data-row="0"] td:has([name=onHand]) .field-problem').inner_text()
    assert page.evaluate("document.activeElement.name") == "onHand"
    field.fill("77")
    assert page.locator("dialog .field-problem").count() == 0
    page.locator("dialog .sheet-foot .primary").click()
    page.locator("dialog").wait_for(state="detached")
    changed = owner.get(f"/products/{product['id']}").json["variants"]
    assert next(each["onHand"] for each in changed if each["id"] == variant["id"]) == 77


def test_stock_of_a_draft_that_moved_is_shown_and_the_table_follows(browsers, house):
    owner = house.bearer("owner")
    made = owner.call("POST", "/products", {
        "title": "Quiet draft", "handle": "quiet-draft", "state": "draft", "options": [],
        "variants": [{"options": [], "sku": "QD-1", "price": {"minor": 900, "currency": "USD"}, "onHand": 4}]})
    assert made.status == 201, made.text
    product = made.json
    page = browsers.open("/console/products", role="owner")
    page.get_by_role("button", name="Quiet draft", exact=True).click()
    owner.call("PUT", f"/products/{product['id']}/stock",
               {"variant": product["variants"][0]["id"], "expected": 4, "onHand": 9})
    page.locator("dialog [name=title]").fill("Loud draft")
    page.locator("dialog [name=onHand]").fill("5")
    page.locator("dialog .sheet-foot .primary").click()
    page.locator("dialog .field-problem").wait_for()
    assert page.locator("dialog [name=onHand]").input_value() == "9"
    page.keyboard.press("Escape")
    page.locator("tr", has_text="Loud draft").wait_for()


def test_the_stock_of_a_new_variant_is_kept_and_its_editor_keeps_the_focus(browsers, house):
    page = browsers.open("/console/products", role="owner")
    page.locator(".page-head .primary").click()
    page.locator("dialog [name=title]").fill("Reed mat")
    page.get_by_role("button", name="Add an option").focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.textContent") == "Add an option"
    page.locator("dialog [data-field=options]").focus()
    page.keyboard.type("Size ")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Add an option"
    assert page.locator("dialog thead th").first.inner_text() == "Size"
    page.locator("dialog [name=option-0]").fill(" Small ")
    page.locator("dialog [name=price]").fill("8.00")
    page.locator("dialog [name=onHand]").fill("7")
    page.locator("dialog .sheet-foot .primary").click()
    page.locator("dialog").wait_for(state="detached")
    variant = next(each for each in house.bearer("owner").get("/products?limit=200").json["items"]
                   if each["handle"] == "reed-mat")["variants"][0]
    assert (variant["options"], variant["onHand"]) == (["Small"], 7)


def test_a_refused_password_is_said_at_its_field(browsers):
    page = browsers.open("/console/settings", role="owner")
    page.route("**/session/password", lambda route: route.fulfill(
        status=422, content_type="application/problem+json",
        body='{"code": "invalid-field", "errors": [{"field": "password", "code": "too-long"}]}'))
    for name, value in (("email", "a@example.com"), ("password", "a few plain words"), ("again", "a few plain words")):
        page.locator(f"main [name={name}]").fill(value)
    page.locator("main form .primary").click()
    page.locator(".field:has([name=password]) .field-problem", has_text="too long").wait_for()


def test_a_taken_sku_is_said_at_the_field(browsers):
    page = browsers.open("/console/products", role="owner")
    page.locator(".page-head .primary").click()
    for name, value in (("title", "Twin"), ("price", "3.00"), ("sku", "QD-1"), ("onHand", "1")):
        page.locator(f"dialog [name={name}]").fill(value)
    page.locator("dialog .sheet-foot .primary").click()
    page.locator("dialog td:has([name=sku]) .field-problem").wait_for()
    assert page.evaluate("document.activeElement.name") == "sku"


def test_an_impatient_operator_gets_one_dialog_also_without_a_catalogue(browsers, house):
    page = browsers.open("/sign-in", role="owner")
    page.route("**/api/v1/products?*", lambda route: route.fulfill(status=503, body="{}"))
    page.goto(house.address + "/console/shows")
    page.locator("tbody tr").first.wait_for()
    page.evaluate("""() => { for (const _ of [1, 2]) document.querySelector('.page-head .primary').click(); }""")
    page.locator("dialog [name=host]").wait_for()
    page.wait_for_timeout(300)
    assert page.locator("dialog").count() == 1


def test_a_wrong_price_is_said_at_its_field(browsers):
    page = browsers.open("/console/products", role="owner")
    page.locator(".page-head .primary").click()
    page.locator("dialog [name=title]").fill("Nameless")
    page.locator("dialog [name=price]").fill("12,99,0")
    page.locator("dialog .sheet-foot .primary").click()
    assert page.locator("dialog [name=price]:invalid").count() == 1
    assert page.locator("dialog").count() == 1


def test_a_table_filters_sorts_and_exports(browsers):
    page = browsers.open("/console/products", role="owner")
    page.locator("tbody tr").first.wait_for()
    page.locator("thead button").first.click()
    names = page.locator("tbody th").all_inner_texts()
    assert names == sorted(names, key=str.casefold)
    page.locator("input[type=search]").fill(names[0])
    assert page.locator("tbody tr").count() >= 1
    with page.expect_download() as download:
        page.get_by_role("button", name="Export CSV").click()
    text = download.value.path().read_text("utf-8-sig")
    assert names[0] in text
    # A spreadsheet of the table is not mistaken for prices of a catalogue, which are written without a currency.
    assert "USD" in text.splitlines()[1]


def test_an_invitation_is_a_link_that_works_once(browsers, house):
    page = browsers.open("/console/team", role="owner")
    page.locator(".page-head .primary").click()
    page.locator("dialog [name=email]").fill("host@example.com")
    page.locator("dialog [name=role]").select_option("host")
    page.locator("dialog .sheet-foot .primary").click()
    link = page.locator(".link-box input").input_value()
    path = "/enter/" + link.rsplit("/", 1)[1]
    preview = urllib.request.Request(house.address + path, method="HEAD")
    assert urllib.request.urlopen(preview, timeout=10).status == 200
    invited = browsers.open(path)
    invited.locator("main button").click()
    invited.wait_for_url("**/console*")
    late = browsers.open(path)
    late.locator("h1", has_text="no longer works").wait_for()


def test_turning_the_page_of_a_table_keeps_the_focus(browsers, house):
    lines = "".join(f"pebble-{number},Pebble {number},P-{number},1.50,8\r\n" for number in range(30))
    house.bearer("owner").call("POST", "/products/import", kind="text/csv",
                               raw=f"URL handle,Title,SKU,Price,Inventory quantity\r\n{lines}".encode())
    page = browsers.open("/console/products", role="owner")
    page.locator('[data-focus="page next"]').focus()
    page.keyboard.press("Enter")
    page.locator(".table-foot", has_text="Page 2").wait_for()
    assert page.evaluate("document.activeElement.dataset.focus").startswith("page ")
