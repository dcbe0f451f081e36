// What a reader does with a document's text: goes from one place of the words looked for to the next, and copies a
// stretch with its source and its address.
(() => {
  const still = window.matchMedia("(prefers-reduced-motion: reduce)");
  const find = (selector) => document.querySelector(selector);
  let hits = []; // each the elements of one place
  let at = -1;

  function markHits() {
    const text = find("article");
    const ranges = text?.dataset.found?.split(",").map((range) => range.split("-").map(Number));
    if (!ranges) return;
    const places = new Map();
    for (const element of documentText.mark(text, ranges, "hit")) {
      places.set(element.dataset.start, [...(places.get(element.dataset.start) ?? []), element]);
    }
    hits = [...places.values()];
    if (hits.length) step(1, "auto");
  }

  function step(by, behavior) {
    if (!hits.length) return;
    for (const element of hits[at] ?? []) element.classList.remove("now");
    at = (at + by + hits.length) % hits.length;
    for (const element of hits[at]) element.classList.add("now");
    const [first] = hits[at];
    first.closest("details")?.setAttribute("open", "");
    first.scrollIntoView({ block: "center", behavior });
    const place = find("[data-place]");
    place.textContent = place.dataset.place.replace("{at}", at + 1).replace("{n}", hits.length);
  }

  function selected() {
    const text = find("article");
    const selection = getSelection();
    if (!selection.rangeCount || selection.isCollapsed || !selection.getRangeAt(0).intersectsNode(text)) return null;
    const range = selection.getRangeAt(0).cloneRange();
    if (!text.contains(range.startContainer)) range.setStart(text, 0);
    if (!text.contains(range.endContainer)) range.setEnd(text, text.childNodes.length);
    const quote = range.toString();
    if (!quote.trim()) return null;
    const start = documentText.place(text, range.startContainer, range.startOffset);
    const front = Array.from(quote.match(/^\s*/)[0]).length;
    const length = Array.from(quote.trim()).length;
    return { range, quote: quote.trim(), start: start + front, end: start + front + length };
  }

  // Under which heading a stretch begins.
  function heading(range) {
    const above = [...document.querySelectorAll("article :is(h2, h3, h4, h5, h6)")].filter(
      (each) => each.compareDocumentPosition(range.startContainer) & (Node.DOCUMENT_POSITION_FOLLOWING | Node.DOCUMENT_POSITION_CONTAINED_BY),
    );
    return above.at(-1)?.textContent.trim() ?? "";
  }

  function say(text) {
    const region = find("#said");
    region.textContent = "";
    setTimeout(() => (region.textContent = text), 50);
  }

  async function write(text) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      const box = document.createElement("textarea"); // no clipboard on plain http
      box.value = text;
      box.className = "unseen";
      document.body.append(box);
      box.select();
      const isCopied = document.execCommand("copy");
      box.remove();
      return isCopied;
    }
  }

  async function copy(button) {
    const { quoted, citedAs, comma, sha256, copied, selectFirst, byHand } = button.dataset;
    const stretch = selected();
    if (!stretch) return tell(button, selectFirst);
    const source = [citedAs, heading(stretch.range)].filter(Boolean).join(comma);
    const quote = stretch.quote.replace(/\s*\n\s*/g, "\n");
    const address = new URL(`?v=${sha256}#${stretch.start}-${stretch.end}`, location.origin + location.pathname);
    const isCopied = await write(`${quoted.replace("{quote}", () => quote).replace("{source}", () => source)}\n${address}`);
    return tell(button, isCopied ? copied : byHand);
  }

  function tell(button, text) {
    say(text);
    if (button.dataset.label === undefined) button.dataset.label = button.textContent;
    button.textContent = text;
    clearTimeout(Number(button.dataset.back));
    button.dataset.back = setTimeout(() => (button.textContent = button.dataset.label), 2500);
  }

  document.addEventListener("DOMContentLoaded", () => {
    markHits();
    // Pressed, the button does not take the selection away.
    find("[data-copy-selection]")?.addEventListener("pointerdown", (event) => event.preventDefault());
  });
  document.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (button?.dataset.step) step(Number(button.dataset.step), still.matches ? "auto" : "smooth");
    else if (button && "copySelection" in button.dataset) copy(button);
  });
  // Of the words that were looked for, Enter goes to the next place.
  document.addEventListener("submit", (event) => {
    const box = find("#find");
    if (event.target !== box?.form || !hits.length || box.value.trim() !== box.defaultValue) return;
    event.preventDefault();
    step(1, still.matches ? "auto" : "smooth");
  });
})();
