// The source panel: shows the place of the pressed citation with its marked words in view, brings what stands before and
// after it, copies it; on a phone it is a sheet over the page. The server draws every source once, hidden. Gradio then
// makes the panel's elements into what the server drew last, one by one: what must outlast that is kept here.
(() => {
  const root = document.documentElement;
  const narrow = window.ease.oneColumn;
  const find = (selector) => document.querySelector(selector);
  const sources = () => find("#sources");
  const shown = () => find("#sources [data-view]:not([hidden])");
  const words = () => find("#sources .panel").dataset;

  let pressed = null; // the button that opened what is shown, to go back to
  let inert = []; // what the open sheet keeps out of reach
  let closed = null; // told when the sheet is closed, that Back need not do it

  // Read out by screen readers; in the panel's own box, since all else is out of reach while the sheet is open.
  function say(text) {
    let region = find("#source-said");
    if (!region) {
      region = document.createElement("div");
      region.id = "source-said";
      region.className = "unseen";
      region.setAttribute("role", "status");
      sources().append(region);
    }
    region.textContent = "";
    setTimeout(() => (region.textContent = text), 50);
  }

  const isOpen = () => sources().hasAttribute("data-open");
  const scroller = () => (narrow.matches ? shown() : shown()?.querySelector(".extract"));

  function press(key) {
    for (const button of document.querySelectorAll("button[data-source][aria-pressed]")) {
      const isPressed = String(button.dataset.source === key);
      if (button.getAttribute("aria-pressed") !== isPressed) button.setAttribute("aria-pressed", isPressed);
    }
  }

  // Scrolls the extract, not the page: from its top where that shows the first marked words, else to them, so that they
  // stand a third from its top.
  function reveal() {
    const box = scroller();
    if (!box) return;
    const original = shown().querySelector(".in-original");
    const inOriginal = original?.querySelector("rect, .cited-cell");
    turnTo(box, (narrow.matches && inOriginal) || box.querySelector("mark"));
    if (inOriginal && !narrow.matches) (inOriginal.matches("rect") ? turnTo : showBelow)(original, inOriginal);
    const across = inOriginal?.closest(".scrolls");
    if (across) across.scrollLeft = inOriginal.offsetLeft - across.clientWidth / 3;
  }

  function turnTo(box, mark) {
    box.scrollTop = 0;
    if (!mark) return;
    const frame = box.getBoundingClientRect();
    const covered = box.querySelector(".actions")?.getBoundingClientRect().height ?? 0; // on a phone it lies over the text
    const { top, bottom } = mark.getBoundingClientRect();
    if (bottom > frame.bottom - covered) scroll(box, top - frame.top - frame.height / 3);
  }

  // Scrolls a box down no further than a cell needs, as its heads stand above it.
  function showBelow(box, cell) {
    box.scrollTop = 0;
    const beyond = cell.getBoundingClientRect().bottom - box.getBoundingClientRect().bottom;
    if (beyond > 0) scroll(box, beyond + 8);
  }

  // Scrolls a box by as much as the eye sees, which is more than its own pixels in large type.
  function scroll(box, distance) {
    box.scrollTop += distance / (box.currentCSSZoom ?? 1);
  }

  function show(button) {
    const key = button.dataset.source;
    const isInside = Boolean(button.closest("#sources"));
    for (const view of document.querySelectorAll("#sources [data-view]")) view.hidden = view.dataset.view !== key;
    press(key);
    if (!isInside) pressed = button;
    if (narrow.matches) open();
    if (isInside || narrow.matches) shown().querySelector("h2").focus({ preventScroll: true });
    reveal();
  }

  // The sheet
  function backdrop() {
    let element = find("#source-backdrop");
    if (!element) {
      element = document.createElement("div");
      element.id = "source-backdrop";
      element.addEventListener("click", close);
      document.body.append(element);
    }
    return element;
  }

  function open() {
    if (isOpen()) return;
    const sheet = sources();
    const behind = backdrop();
    sheet.setAttribute("role", "dialog");
    sheet.setAttribute("aria-modal", "true");
    sheet.setAttribute("aria-label", find("#sources .panel").getAttribute("aria-label"));
    sheet.setAttribute("data-open", "");
    root.classList.add("sheet-open");
    for (let inner = sheet; inner !== document.body; inner = inner.parentElement) {
      for (const other of inner.parentElement.children) {
        if (other !== inner && other !== behind && !other.inert) {
          other.inert = true;
          inert.push(other);
        }
      }
    }
    closed = window.backCloses(close);
  }

  function close() {
    if (!isOpen()) return;
    const sheet = sources();
    for (const name of ["role", "aria-modal", "aria-label", "data-open"]) sheet.removeAttribute(name);
    root.classList.remove("sheet-open");
    for (const other of inert) other.inert = false;
    inert = [];
    closed();
    press(null);
    const again = pressed && find(`#talk button[data-source="${pressed.dataset.source}"]`); // drawn anew meanwhile
    const back = pressed?.isConnected ? pressed : (again ?? find("#talk .turn:last-child h2") ?? find("#box textarea"));
    back?.focus({ preventScroll: true });
  }

  function keepFocusInside(event) {
    const within = [...shown().querySelectorAll("a[href], button, textarea, [tabindex='0']")].filter(
      (element) => element.offsetParent !== null,
    );
    const at = within.indexOf(document.activeElement);
    const isLeaving = event.shiftKey ? at <= 0 : at === within.length - 1;
    if (!isLeaving && sources().contains(document.activeElement)) return;
    event.preventDefault();
    within.at(event.shiftKey ? -1 : 0)?.focus();
  }

  // What stands before and after
  function rename(button, added) {
    const name = button.dataset.more === "earlier" ? added.dataset.before : added.dataset.after;
    button.textContent = name ? button.dataset.label.replace("{heading}", name) : button.dataset.atEnd;
    if (!name) button.setAttribute("aria-disabled", "true");
  }

  async function bring(button) {
    if (button.hasAttribute("aria-disabled") || button.hasAttribute("aria-busy")) return;
    const view = button.closest("[data-view]");
    const isEarlier = button.dataset.more === "earlier";
    const extract = view.querySelector(".extract");
    const edge = isEarlier ? extract.firstElementChild : extract.lastElementChild;
    const number = Number(edge.dataset.number) + (isEarlier ? -1 : 1);
    const { state } = words();
    button.setAttribute("aria-busy", "true");
    const template = document.createElement("template");
    try {
      const response = await fetch(`${view.dataset.sections}${number}${view.dataset.query}`);
      if (!response.ok) throw new Error(response.statusText);
      template.innerHTML = await response.text();
    } catch {
      say(words().notAdded);
      button.textContent = words().notAdded;
      return;
    } finally {
      button.removeAttribute("aria-busy");
    }
    if (words().state !== state) return; // drawn anew meanwhile
    const added = template.content.firstElementChild;
    const box = scroller();
    const before = edge.getBoundingClientRect().top;
    if (isEarlier) edge.before(added);
    else edge.after(added);
    rename(button, added);
    if (box) scroll(box, edge.getBoundingClientRect().top - before); // what is being read stays where it is
    say((isEarlier ? words().addedEarlier : words().addedLater).replace("{heading}", added.dataset.heading));
  }

  // Copying
  async function write(text) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      const box = document.createElement("textarea"); // no clipboard on plain http
      box.value = text;
      box.className = "unseen";
      sources().append(box);
      const held = document.activeElement;
      box.select();
      const isCopied = document.execCommand("copy");
      box.remove();
      held?.focus({ preventScroll: true });
      return isCopied;
    }
  }

  async function copy(button) {
    const link = button.parentElement.querySelector("a[data-document]");
    const text = button.dataset.copy + (link ? `\n${link.href}` : "");
    if (await write(text)) {
      const label = button.textContent;
      if ("copied" in button.dataset) return;
      button.dataset.copied = "";
      button.textContent = words().copied;
      say(words().copied);
      setTimeout(() => {
        delete button.dataset.copied;
        button.textContent = label;
      }, 2000);
      return;
    }
    const byHand = button.parentElement.querySelector(".by-hand") ?? document.createElement("label");
    byHand.className = "by-hand";
    byHand.textContent = words().copyByHand;
    const box = document.createElement("textarea");
    box.readOnly = true;
    box.value = text;
    byHand.append(box);
    button.parentElement.append(byHand);
    box.focus();
    box.select();
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    if (button.dataset.source) show(button);
    else if ("close" in button.dataset) close();
    else if (button.dataset.more) bring(button);
    else if (button.dataset.copy) copy(button);
  });
  document.addEventListener("read", (event) => show(event.target));
  document.addEventListener("keydown", (event) => {
    if (!sources() || !isOpen()) return;
    if (event.key === "Escape") close();
    else if (event.key === "Tab") keepFocusInside(event);
  });
  narrow.addEventListener("change", () => {
    if (!sources()) return;
    close();
    afterDrawing();
    reveal();
  });

  // After anything was drawn: the buttons of the conversation tell what the panel shows.
  let drawn = null;
  function afterDrawing() {
    const view = find("#sources .panel") && shown();
    if (!view) return;
    press(narrow.matches && !isOpen() ? null : view.dataset.view);
    if (words().state === drawn) return;
    drawn = words().state;
    if (isOpen() && !sources().contains(document.activeElement)) view.querySelector("h2").focus();
    if (!isOpen()) pressed = find("#talk .turn:last-child button[data-source]");
    reveal();
  }
  new MutationObserver(() => requestAnimationFrame(afterDrawing)).observe(document, {
    subtree: true,
    childList: true,
    attributeFilter: ["aria-pressed", "data-state"],
  });
})();
