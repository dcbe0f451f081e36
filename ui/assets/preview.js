// A citation previews: its quote, document and date stand beside it while the pointer rests on it, it has the focus of
// the keyboard, or a finger stays on it. What it shows stands in the source panel already; nothing is fetched.
(() => {
  const REST_MS = 300;
  const HELD_MS = 450;
  const LEAVE_MS = 200; // to reach the preview itself, which may be read and copied from
  const MOST_CHARS = 240;
  const ANCHORS = "#talk .cite, #talk .cited";

  let anchor = null;
  let waiting = 0;
  let leaving = 0;
  let isHeld = false; // what a finger opened: lifting it presses nothing

  function box() {
    let element = document.querySelector("#preview");
    if (!element) {
      element = document.createElement("div");
      element.id = "preview";
      element.setAttribute("role", "tooltip");
      element.hidden = true;
      element.addEventListener("pointerenter", () => clearTimeout(leaving));
      element.addEventListener("pointerleave", leave);
      document.body.append(element);
    }
    return element;
  }

  function part(name, text, lang) {
    const element = document.createElement("p");
    element.className = name;
    element.textContent = text;
    if (lang) element.lang = lang;
    return element;
  }

  function told(button) {
    const view = document.getElementById(button.getAttribute("aria-controls"));
    const extract = view?.querySelector(".extract");
    if (!extract) return null;
    const marks = [...extract.querySelectorAll("mark")].map((mark) => mark.textContent);
    const quote = (marks.join("") || extract.textContent).trim();
    const shown = quote.length > MOST_CHARS ? `${quote.slice(0, MOST_CHARS)}……` : quote;
    return [
      part("quote", shown, extract.lang),
      part("title", view.querySelector("h3").textContent, extract.lang),
      part("facts", view.querySelector(".facts")?.textContent ?? ""),
    ];
  }

  function place(element, button) {
    const at = button.getBoundingClientRect();
    const { width, height } = element.getBoundingClientRect();
    const left = Math.max(12, Math.min(at.left - 20, innerWidth - width - 12));
    const isBelow = at.bottom + 8 + height < innerHeight || at.top < height + 8;
    element.style.left = `${left}px`;
    element.style.top = `${isBelow ? at.bottom + 8 : at.top - height - 8}px`;
  }

  function show(button) {
    clearTimeout(waiting);
    clearTimeout(leaving);
    const parts = told(button);
    if (!parts) return;
    hide();
    anchor = button;
    const element = box();
    element.replaceChildren(...parts);
    element.hidden = false;
    place(element, button);
    button.setAttribute("aria-describedby", "preview");
  }

  function hide() {
    clearTimeout(waiting);
    clearTimeout(leaving);
    anchor?.removeAttribute("aria-describedby");
    anchor = null;
    const element = document.querySelector("#preview");
    if (element) element.hidden = true;
  }

  function leave() {
    clearTimeout(waiting);
    clearTimeout(leaving);
    leaving = setTimeout(hide, LEAVE_MS);
  }

  const of = (event) => event.target.closest?.(ANCHORS);
  document.addEventListener("pointerover", (event) => {
    const button = event.pointerType === "mouse" && of(event);
    if (!button || button === anchor) return clearTimeout(button ? leaving : 0);
    clearTimeout(waiting);
    waiting = setTimeout(() => show(button), REST_MS);
  });
  document.addEventListener("pointerout", (event) => {
    const button = event.pointerType === "mouse" && of(event);
    if (button && !button.contains(event.relatedTarget)) leave();
  });
  document.addEventListener("focusin", (event) => {
    const button = of(event);
    if (button?.matches(":focus-visible")) show(button);
    else if (anchor && !box().contains(event.target)) hide();
  });
  document.addEventListener("focusout", (event) => {
    if (of(event) === anchor) hide();
  });

  // A finger that stays
  document.addEventListener("pointerdown", (event) => {
    isHeld = false;
    if (anchor && !box().contains(event.target)) hide();
    const button = event.pointerType === "touch" && of(event);
    if (!button) return;
    waiting = setTimeout(() => {
      show(button);
      isHeld = true;
    }, HELD_MS);
  });
  for (const name of ["pointerup", "pointercancel"]) {
    document.addEventListener(name, (event) => {
      if (event.pointerType === "touch") clearTimeout(waiting);
    });
  }
  document.addEventListener("contextmenu", (event) => {
    if (isHeld && of(event)) event.preventDefault();
  });
  document.addEventListener(
    "click",
    (event) => {
      if (!of(event)) return;
      if (isHeld) event.stopImmediatePropagation();
      else hide();
      isHeld = false;
    },
    true,
  );
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !anchor) return;
    hide();
    event.stopImmediatePropagation(); // the sheet stays
  }, true);
  document.addEventListener("scroll", (event) => anchor && event.target.contains?.(anchor) && hide(), true);
})();
