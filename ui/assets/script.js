// Keeps the newest turn in view, and moves focus where reading goes on.
(() => {
  const narrow = window.ease.oneColumn;
  const still = window.matchMedia("(prefers-reduced-motion: reduce)");
  const motion = () => (still.matches ? "auto" : "smooth");

  const newest = () => document.querySelector("#talk .turn:last-child");

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

  // After the server has drawn a turn: bring it into view. A conversation that comes back takes no focus: nobody asked.
  let drawn = "";
  let hasActed = false; // since the page was loaded: navigator.userActivation counts what was done before
  for (const kind of ["keydown", "pointerdown"]) document.addEventListener(kind, () => (hasActed = true), true);
  function afterDrawing() {
    const turn = newest();
    const state = turn ? `${turn.dataset.turn} ${turn.lastElementChild.className}` : "";
    if (state === drawn) return;
    const isCleared = !turn && drawn;
    drawn = state;
    if (isCleared) document.querySelector("#box textarea")?.focus();
    if (!turn) return;
    if (hasActed && document.activeElement === document.body) turn.querySelector("h2").focus({ preventScroll: true });
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
