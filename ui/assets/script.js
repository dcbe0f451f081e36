// Shows the source of the pressed citation, keeps its marked words in view, and moves focus where reading goes on.
// The server draws every source once, hidden; nothing here asks it for anything.
(() => {
  const narrow = window.matchMedia("(max-width: 860px)");
  const still = window.matchMedia("(prefers-reduced-motion: reduce)");
  const motion = () => (still.matches ? "auto" : "smooth");
  let pressed = null; // the button that opened the source now shown, to go back to

  const views = () => document.querySelectorAll("#sources [data-view]");
  const newest = () => document.querySelector("#talk .turn:last-child");

  function show(key) {
    for (const view of views()) view.hidden = view.dataset.view !== key;
    for (const button of document.querySelectorAll("button[data-source][aria-pressed]")) {
      button.setAttribute("aria-pressed", String(button.dataset.source === key));
    }
    reveal();
  }

  // Scrolls the extract, not the page, so that the first marked words stand a third from its top.
  function reveal() {
    const extract = document.querySelector("#sources [data-view]:not([hidden]) .extract");
    const mark = extract?.querySelector("mark");
    if (!mark) return;
    const offset = mark.getBoundingClientRect().top - extract.getBoundingClientRect().top;
    extract.scrollTop += offset - extract.clientHeight / 3;
  }

  function open(button) {
    show(button.dataset.source);
    if (!button.closest("#sources")) pressed = button;
    if (narrow.matches) {
      const view = document.querySelector("#sources [data-view]:not([hidden])");
      view.querySelector("h2").focus({ preventScroll: true });
      view.scrollIntoView({ block: "start", behavior: motion() });
    }
  }

  function back() {
    const target = pressed?.isConnected ? pressed : newest()?.querySelector("h2");
    target?.focus({ preventScroll: true });
    target?.scrollIntoView({ block: "center", behavior: motion() });
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest("button[data-source]");
    if (button) open(button);
    else if (event.target.closest("button[data-back]")) back();
  });

  // Enter that confirms an input method's candidate does not send the question.
  for (const kind of ["keydown", "keypress"]) {
    document.addEventListener(
      kind,
      (event) => {
        if (event.key === "Enter" && event.isComposing) event.stopPropagation();
      },
      true,
    );
  }

  // After the server has drawn a turn: bring it into view and its first citation's words too.
  let drawn = "";
  function afterDrawing() {
    const turn = newest();
    const state = turn ? `${turn.dataset.turn} ${turn.lastElementChild.className}` : "";
    if (state === drawn) return;
    const isCleared = !turn && drawn;
    drawn = state;
    reveal();
    if (isCleared) document.querySelector("#box textarea")?.focus();
    if (!turn) return;
    pressed = turn.querySelector("button[data-source]");
    if (document.activeElement === document.body) turn.querySelector("h2").focus({ preventScroll: true });
    if (narrow.matches) turn.scrollIntoView({ block: "start", behavior: motion() });
    else {
      const log = document.querySelector("#talk");
      log.scrollTo({
        top: log.scrollTop + turn.getBoundingClientRect().top - log.getBoundingClientRect().top - 8,
        behavior: motion(),
      });
    }
  }

  new MutationObserver(() => requestAnimationFrame(afterDrawing)).observe(document, {
    subtree: true,
    childList: true,
    characterData: true,
  });
})();
