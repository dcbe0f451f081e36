// The source panel stays with the turn that is read: once the turn it belongs to is out of view, it shows the first
// source of the one that is in view. On a phone it is a sheet, which is opened for one source and closed.
(() => {
  const narrow = window.ease.oneColumn;
  const SETTLED_MS = 180;
  const find = (selector) => document.querySelector(selector);

  let settling = 0;

  function follow() {
    const log = find("#talk");
    const view = find("#sources [data-view]:not([hidden])");
    if (narrow.matches || !log || !view || find("#sources").contains(document.activeElement)) return;
    const own = find(`#talk button[data-source="${view.dataset.view}"]`)?.closest(".turn");
    if (!own) return; // the list of documents
    const frame = log.getBoundingClientRect();
    const isIn = (turn) => {
      const { top, bottom } = turn.getBoundingClientRect();
      return bottom > frame.top + 40 && top < frame.bottom - 40;
    };
    if (isIn(own)) return;
    const read = [...document.querySelectorAll("#talk .turn")].find(isIn);
    read?.querySelector("button[data-source]")?.dispatchEvent(new CustomEvent("read", { bubbles: true }));
  }

  document.addEventListener(
    "scroll",
    (event) => {
      if (event.target.id !== "talk") return;
      clearTimeout(settling);
      settling = setTimeout(follow, SETTLED_MS);
    },
    true,
  );
})();
