// How a reader has the pages: size of the text, one column, contrast, what is read aloud or spoken. Runs before a page is
// painted, and is kept in the browser, for all pages.
window.ease = (() => {
  const KEPT = "luohu-qa-ease";
  const LARGEST = 3;
  const PLAIN = { size: 0, elder: false, contrast: false, aloud: false, voice: false };
  const ELDER = { size: 2, elder: true, contrast: true };
  const root = document.documentElement;
  const narrow = window.matchMedia("(max-width: 860px)");
  const heard = [];

  function read() {
    try {
      const kept = JSON.parse(localStorage.getItem(KEPT) ?? "{}") ?? {};
      const size = Number.isInteger(kept.size) ? Math.min(Math.max(kept.size, 0), LARGEST) : 0;
      const flags = Object.keys(PLAIN).filter((name) => name !== "size");
      return { size, ...Object.fromEntries(flags.map((name) => [name, kept[name] === true])) };
    } catch {
      return { ...PLAIN }; // the browser keeps nothing, or something else
    }
  }

  let now = read();

  function write() {
    try {
      localStorage.setItem(KEPT, JSON.stringify(now));
    } catch {
      // for this visit only, then
    }
  }

  const isEmbedded = new URLSearchParams(location.search).has("embed"); // within another site's page

  function dress() {
    root.classList.add("eased");
    root.classList.toggle("embedded", isEmbedded);
    root.classList.toggle("large", now.size > 0);
    for (let size = 2; size <= LARGEST; size += 1) root.classList.toggle(`size-${size}`, now.size === size);
    root.classList.toggle("elder", now.elder);
    for (const name of ["contrast", "aloud", "voice"]) root.classList.toggle(name, now[name]);
  }

  const pressed = (button, isPressed) => {
    const told = String(isPressed);
    if (button.getAttribute("aria-pressed") !== told) button.setAttribute("aria-pressed", told);
  };

  // The buttons tell how it is; they may be drawn anew at any time.
  function tell() {
    for (const button of document.querySelectorAll("[data-size]")) pressed(button, Number(button.dataset.size) === now.size);
    for (const button of document.querySelectorAll("[data-set]")) pressed(button, now[button.dataset.set]);
    for (const button of document.querySelectorAll("[data-large]")) pressed(button, now.size > 0);
    const bar = document.querySelector("#ease");
    const opens = document.querySelector("[data-ease]");
    if (!bar || !opens) return;
    const isOpen = now.elder || bar.dataset.open === "1";
    if (bar.hidden === isOpen) bar.hidden = !isOpen;
    const told = String(isOpen);
    if (opens.getAttribute("aria-expanded") !== told) opens.setAttribute("aria-expanded", told);
  }

  function change(changes) {
    const was = now;
    now = { ...now, ...changes };
    write();
    dress();
    tell();
    for (const listener of heard) listener(now, was);
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    if (button.dataset.size) change({ size: Number(button.dataset.size) });
    else if ("large" in button.dataset) change({ size: now.size ? 0 : 1 });
    else if (button.dataset.set === "elder") change(now.elder ? { ...PLAIN, aloud: now.aloud, voice: now.voice } : ELDER);
    else if (button.dataset.set) change({ [button.dataset.set]: !now[button.dataset.set] });
    else if ("ease" in button.dataset) {
      const bar = document.querySelector("#ease");
      bar.dataset.open = bar.hidden ? "1" : "";
      tell();
    }
  });
  window.addEventListener("storage", (event) => {
    if (event.key !== KEPT) return;
    now = read();
    dress();
    tell();
  });
  dress();
  if (isEmbedded) {
    const base = document.createElement("base");
    base.target = "_blank"; // other pages of ours open beside the site that this one stands in
    document.head.append(base);
  }
  document.addEventListener("DOMContentLoaded", tell);
  new MutationObserver(tell).observe(document, { subtree: true, childList: true });

  return {
    now: () => now,
    on: (listener) => heard.push(listener),
    // As a list of media is asked: whether the page has one column, for whatever reason.
    oneColumn: {
      get matches() {
        return narrow.matches || now.elder;
      },
      addEventListener: (kind, listener) => {
        narrow.addEventListener(kind, listener);
        heard.push((is, was) => is.elder !== was.elder && listener());
      },
    },
  };
})();
