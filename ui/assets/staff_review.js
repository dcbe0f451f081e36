(() => {
  // The review page: keys, the evidence in view, what is not saved yet. Without this script all of it works by pointer.
  const page = document.querySelector("[data-review]");
  if (!page) return;
  const judging = page.querySelector("[data-judging]");
  const cards = [...page.querySelectorAll("[data-citation]")];
  const status = page.querySelector("[data-status]");
  const KEPT = "staff-review-keys";
  let dirty = false;

  page.querySelector("[data-first]")?.focus();

  // Each extract begins two lines above what is marked in it.
  for (const extract of page.querySelectorAll("[data-extract]")) {
    const mark = extract.querySelector("mark");
    if (!mark) continue;
    const style = getComputedStyle(extract);
    const above = 2 * parseFloat(style.lineHeight) + parseFloat(style.paddingTop);
    const [place] = mark.getClientRects();
    extract.scrollTop += place.top - extract.getBoundingClientRect().top - above;
  }

  // The card that keys act on: the one that has the focus, or had it last.
  let current = null;
  const choose = (card) => {
    if (current === card) return;
    current?.removeAttribute("data-current");
    current = card;
    current?.setAttribute("data-current", "");
    for (const link of page.querySelectorAll(".cite")) {
      link.toggleAttribute("data-current", link.hash === `#${card?.id}`);
    }
  };
  page.addEventListener("focusin", (event) => {
    const card = event.target.closest("[data-citation]");
    if (card) choose(card);
  });
  const move = (steps) => {
    if (!cards.length) return;
    const at = cards.indexOf(current);
    const next = cards[at < 0 ? (steps > 0 ? 0 : cards.length - 1) : Math.min(Math.max(at + steps, 0), cards.length - 1)];
    choose(next);
    next.focus({ preventScroll: true });
    next.scrollIntoView({ block: "nearest" });
  };

  const check = (scope, key) => {
    const radio = scope?.querySelector(`input[type=radio][data-key="${key}"]`);
    if (!radio) return;
    radio.checked = true;
    radio.dispatchEvent(new Event("change", { bubbles: true }));
  };

  // What is not marked yet proves its sentence: those that do not are marked one by one, before or after.
  const proveAll = () => {
    for (const card of cards) {
      if (!card.querySelector("input[type=radio]:checked")) check(card, "1");
    }
  };
  const all = page.querySelector("[data-prove-all]");
  if (all && cards.length > 1) {
    all.hidden = false;
    all.addEventListener("click", proveAll);
  }

  judging.addEventListener("input", () => { dirty = true; });
  judging.addEventListener("change", () => { dirty = true; status.textContent = ""; });

  // Unsaved, the first press says so and the second one leaves.
  const leave = () => {
    if (dirty && !status.textContent) {
      status.textContent = page.dataset.leave;
      return;
    }
    page.querySelector("[data-next]").click();
  };

  const note = page.querySelector("[data-note]");
  const actions = {
    a: proveAll,
    j: () => move(1),
    k: () => move(-1),
    n: () => note.focus(),
    s: () => page.querySelector("[data-save]").click(),
    Enter: () => page.querySelector("[data-save-next]").click(),
    u: leave,
    // To the first of its buttons and no further: what is proposed or decided is pressed, with Enter.
    p: () => page.querySelector("[data-standing] button")?.focus(),
  };
  for (const key of "123") actions[key] = () => { if (!current) choose(cards[0] ?? null); check(current, key); };
  for (const key of "riw") actions[key] = () => check(page.querySelector("#verdict"), key);

  // Keys that are single letters can be switched off, as speech input may type them by mistake.
  const toggle = page.querySelector("[data-keys-on]");
  const kept = () => { try { return localStorage.getItem(KEPT) !== "off"; } catch { return true; } };
  page.querySelector("[data-keys]").hidden = false;
  toggle.checked = kept();
  page.toggleAttribute("data-without-keys", !toggle.checked);
  toggle.addEventListener("change", () => {
    page.toggleAttribute("data-without-keys", !toggle.checked);
    try { localStorage.setItem(KEPT, toggle.checked ? "on" : "off"); } catch { /* kept for this page only */ }
  });

  const isTyping = (element) => element.closest("textarea, select, [contenteditable], input:not([type=radio])") !== null;
  // Enter keeps its meaning wherever something can be pressed.
  const isPressable = (element) => element.closest("a, button, summary") !== null;
  document.addEventListener("keydown", (event) => {
    if (event.target === note && event.key === "Escape") {
      note.blur();
      return;
    }
    if (!toggle.checked || event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
    if (event.repeat && event.key !== "j" && event.key !== "k") return;
    if (isTyping(event.target) || (event.key === "Enter" && isPressable(event.target))) return;
    const act = Object.hasOwn(actions, event.key) ? actions[event.key] : null;
    if (!act) return;
    event.preventDefault();
    act();
  });

  // Words selected in an extract are taken as the place of a fact.
  const use = page.querySelector("[data-use-selection]");
  const quotes = page.querySelector("[data-quotes]");
  if (use && quotes) {
    const selected = () => {
      const selection = getSelection();
      const within = selection.anchorNode?.parentElement?.closest("[data-extract]");
      return within ? selection.toString().replace(/\s+/g, " ").trim() : "";
    };
    use.hidden = false;
    use.disabled = true;
    document.addEventListener("selectionchange", () => { use.disabled = !selected(); });
    use.addEventListener("mousedown", (event) => event.preventDefault());
    use.addEventListener("click", () => {
      const words = selected();
      if (words) quotes.value = [quotes.value.trim(), words].filter(Boolean).join("\n");
    });
  }
})();
