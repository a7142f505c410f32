"""Money on the pages is what the server counts, however many decimals people write."""

import re

from test_buying import ADDRESS, pin_first

READ = "async (path) => (await fetch('/api/v1' + path)).json()"


def main_units(text):
    """The digits of a price written without decimals: `Rp 158.000` is 158000."""
    return int(re.sub(r"\D", "", text))


def amount(money):
    """An amount of rupiah in main units; ISO 4217 gives them two decimals."""
    assert money["currency"] == "IDR"
    assert money["minor"] % 100 == 0
    return money["minor"] // 100


def test_prices_in_rupiah_are_those_of_the_server_from_shelf_to_order(browsers, house):
    pin_first(house)
    page = browsers.open("/live/demo", locale="id-ID", size=(390, 844))
    pinned = page.locator(".pinned bdi.price")
    pinned.wait_for()
    assert page.evaluate(READ, "/session")["market"] == "ID"
    product = page.evaluate(READ, "/shows/demo/shelf")["items"][0]
    price = amount(product["variants"][0]["price"])
    assert main_units(pinned.inner_text()) == price

    page.locator("#open-shelf").click()
    item = page.locator(f'dialog [data-product="{product["id"]}"]')
    assert main_units(item.locator("bdi.price").inner_text()) == price
    item.click()
    page.locator("dialog .sheet-foot .quiet").click()
    page.locator("#open-cart .count", has_text="1").wait_for(state="attached")
    page.locator("dialog .sheet-head button").last.click()
    page.locator("#open-cart").click()
    assert main_units(page.locator("dialog .cart-line bdi.price").inner_text()) == price
    assert main_units(page.locator("dialog .sums bdi").inner_text()) == amount(page.evaluate(READ, "/cart")["total"])

    page.locator("dialog .sheet-foot .primary").click()
    for name, value in (ADDRESS | {"postcode": "10110", "city": "Jakarta", "region": "DKI Jakarta"}).items():
        page.locator(f"dialog [name={name}]").fill(value)
    page.locator("dialog .sheet-foot .primary").click()
    page.locator(".order-number").wait_for()
    order = page.evaluate(READ, "/orders")["items"][0]
    papers = browsers.open(f"/order/{order['id']}#key={order['key']}", locale="id-ID")
    total = papers.locator("dd.total bdi")
    total.wait_for()
    assert main_units(total.inner_text()) == amount(order["total"])


def test_decimals_are_written_where_something_stands_in_them(browsers):
    page = browsers.open("/sign-in", locale="en-US")
    written = page.evaluate("""async () => {
      const { formatMoney, parseMoney, decimalText } = await import('/assets/script/text/money.js');
      const amounts = [['IDR', 15890000], ['IDR', 15890050], ['JPY', 1200], ['KWD', 1250], ['USD', 1900]];
      return amounts.map(([currency, minor]) => [
        formatMoney({ currency, minor }), parseMoney(decimalText({ currency, minor }), currency).minor === minor]);
    }""")
    assert [text.replace("\u00a0", " ") for text, _ in written] == ["Rp 158,900", "Rp 158,900.50", "¥1,200", "KWD 1.250", "$19.00"]
    assert all(same for _, same in written)


def test_an_example_of_a_price_has_the_decimals_of_its_currency(browsers):
    page = browsers.open("/healthz")
    example = "async (code) => (await import('/assets/script/text/money.js')).priceExample(code)"
    assert [page.evaluate(example, code) for code in ("USD", "JPY", "KWD")] == ["19.99", "1999", "19.990"]
