"""What stands in the head of every page for tabs, home screens, search engines and previews of a link to it.

Pure; everything is escaped.
"""

from html import escape

PICTURE, MANIFEST = "/preview.png", "/manifest.webmanifest"
BLUE = "#1f4e79"
_SIZE = (1200, 630)
ICON_LINKS = (
    '<link rel="icon" href="/favicon.ico" sizes="32x32"><link rel="icon" href="/icon.svg" type="image/svg+xml">'
    f'<link rel="apple-touch-icon" href="/apple-touch-icon.png"><meta name="theme-color" content="{BLUE}">'
)


def link_preview(*, title: str, site: str, description: str, lang: str, public_url: str, address: str = "") -> str:
    """Return the elements that say what a page is to whoever previews a link to it, beside its own description.

    Args:
        title: of the page, without the service's name.
        site: what the service is called.
        description: of the page, a sentence or a few facts.
        lang: of the page, BCP 47.
        public_url: where readers reach the pages; empty where that is not known, and the picture's address then leaves
            out the host.
        address: of the page itself; empty where it is not known.
    """
    width, height = _SIZE
    told = {
        "og:title": title,
        "og:type": "website",
        "og:site_name": site,
        "og:locale": lang.replace("-", "_"),
        "og:description": description,
        "og:image": f"{public_url}{PICTURE}",
        "og:image:type": "image/png",
        "og:image:width": str(width),
        "og:image:height": str(height),
    }
    told |= {"og:url": address} if address else {}
    properties = "".join(f'<meta property="{key}" content="{escape(value)}">' for key, value in told.items())
    return f'{properties}<meta name="twitter:card" content="summary_large_image">'
