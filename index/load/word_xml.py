"""Words of WordprocessingML, whichever of its two namespaces a file is written in."""

from lxml import etree


def name_of(element: etree._Element) -> str:
    """Return an element's name without its namespace; empty for comments."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def child(element: etree._Element | None, name: str) -> etree._Element | None:
    """Return the first child of a name."""
    return None if element is None else element.find(f"{{*}}{name}")


def attribute(element: etree._Element | None, name: str) -> str:
    """Return an attribute, whatever its namespace; empty where there is none."""
    for key, found in element.attrib.items() if element is not None else ():
        if etree.QName(key).localname == name:
            return str(found)
    return ""


def value(element: etree._Element | None) -> str:
    """Return the attribute `val` of an element; empty where either is missing."""
    return attribute(element, "val")


def is_on(element: etree._Element | None) -> bool:
    """Return whether a property is there and not switched off."""
    return element is not None and value(element) not in ("0", "false", "off", "none")
