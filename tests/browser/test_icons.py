"""The pictures of the service are what its SVGs draw; `make icons` draws them, any other run compares."""

import os
from io import BytesIO

import pytest
from PIL import Image, ImageChops, ImageStat
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import ROOT, Visit

pytestmark = pytest.mark.browser

ASSETS = ROOT / "ui" / "assets"
MOST_OFF = 2.0  # of 255, on the mean: what another version of the browser may draw otherwise at an edge


def drawn(browser: Browser, name: str, width: int, height: int, ground: str = "transparent") -> Image.Image:
    """Return an SVG as the browser draws it."""
    context = browser.new_context(viewport={"width": width, "height": height})
    try:
        page = context.new_page()
        svg = (ASSETS / name).read_text(encoding="utf-8")
        page.set_content(f"<style>html{{background:{ground}}}body{{margin:0}}svg{{display:block}}</style>{svg}")
        picture = page.screenshot(omit_background=ground == "transparent")
    finally:
        context.close()
    return Image.open(BytesIO(picture)).convert("RGBA").quantize(64, dither=Image.Dither.NONE)


# A phone cuts corners of its own, and shows what is transparent as black.
@pytest.mark.parametrize(
    ("name", "svg", "size", "ground"),
    [
        ("icon-192", "icon.svg", (192, 192), "transparent"),
        ("icon-512", "icon.svg", (512, 512), "transparent"),
        ("apple-touch-icon", "icon.svg", (180, 180), "#1f4e79"),
        ("preview", "preview.svg", (1200, 630), "#f7f5f0"),
    ],
)
def test_a_picture_is_what_its_svg_draws(
    browser: Browser, name: str, svg: str, size: tuple[int, int], ground: str
) -> None:
    new, file = drawn(browser, svg, *size, ground), ASSETS / f"{name}.png"
    if os.environ.get("ICONS"):
        new.save(file, optimize=True)
    with Image.open(file) as held:
        assert held.size == size
        off = ImageChops.difference(held.convert("RGBA"), new.convert("RGBA"))
    assert max(ImageStat.Stat(off).mean) < MOST_OFF


@pytest.mark.parametrize("path", ["?lang=en", "figures", "plain", "accessibility", "api/docs", "nowhere"])
def test_every_page_names_icons_that_are_there(visit: Visit, path: str) -> None:
    page = visit.open(path)
    links = page.locator('link[rel="icon"], link[rel="apple-touch-icon"], link[rel="manifest"]')
    addresses = links.evaluate_all("(all) => all.map((one) => one.href)")
    assert len(addresses) >= 3
    for address in addresses:
        response = page.request.get(address)
        assert response.ok
        if "manifest" not in address and "svg" not in address:
            assert Image.open(BytesIO(response.body())).size[0] >= 48
    if path == "nowhere":
        visit.watched.complaints.clear()


def test_a_link_to_a_document_is_previewed_by_its_title_and_what_it_is(visit: Visit) -> None:
    page = visit.open("doc/001_e6d6b6bfaf22de54?lang=en", locale="en")
    assert previewed(page, "og:title") == page.locator("h1").inner_text()
    assert "2023" in previewed(page, "og:description")
    assert previewed(page, "og:description") == page.locator('meta[name="description"]').get_attribute("content")
    picture = page.request.get(visit.server.url.rstrip("/") + previewed(page, "og:image"))
    size = Image.open(BytesIO(picture.body())).size
    assert (str(size[0]), str(size[1])) == (previewed(page, "og:image:width"), previewed(page, "og:image:height"))


def previewed(page: Page, name: str) -> str:
    """Return what one element says to a previewer."""
    return page.locator(f'meta[property="{name}"]').get_attribute("content") or ""


def test_a_browser_takes_the_page_for_one_that_a_phone_can_keep(visit: Visit, page: Page) -> None:
    network = page.context.new_cdp_session(page)
    told = network.send("Page.getAppManifest")
    assert told["errors"] == []
    held = page.request.get(told["url"]).json()
    assert held["name"] == page.title()
    assert [icon["sizes"] for icon in held["icons"]] == ["any", "192x192", "512x512"]
    page.goto(
        page.evaluate(
            "(start) => new URL(start, document.querySelector('link[rel=manifest]').href).href", held["start_url"]
        )
    )
    expect(page.locator(".welcome")).to_be_visible()
