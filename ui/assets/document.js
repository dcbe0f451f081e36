// Marks the characters that the address names (#12-34, or several ranges joined by commas) and brings them into view.
// Without this script the address still leads to a whole unit: each is an element of that name.
(() => {
  const root = document.documentElement;
  const narrow = window.ease.oneColumn;
  const still = window.matchMedia("(prefers-reduced-motion: reduce)");
  const RANGES = /^\d+-\d+(,\d+-\d+)*$/;

  // The ranges in the order of the text, those that meet as one; none where the address is not about characters.
  function ranges() {
    const named = decodeURIComponent(location.hash.slice(1));
    if (!RANGES.test(named)) return [];
    const joined = [];
    const sorted = named.split(",").map((range) => range.split("-").map(Number)).sort((a, b) => a[0] - b[0]);
    for (const [start, end] of sorted) {
      const last = joined.at(-1);
      if (start >= end) continue;
      if (last && start <= last[1]) last[1] = Math.max(last[1], end);
      else joined.push([start, end]);
    }
    return joined;
  }

  function unmark(text) {
    for (const mark of text.querySelectorAll("mark:not(.hit)")) mark.replaceWith(...mark.childNodes);
  }

  function show() {
    const text = document.querySelector("article");
    if (!text) return;
    unmark(text);
    const wanted = ranges();
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const isHeading = Boolean(target?.closest("h2, h3, h4, h5, h6")); // one of the contents: gone to, not cited
    const isMarking = wanted.length > 0 && !isHeading && !("changed" in text.dataset);
    root.classList.toggle("marking", isMarking);
    if (!isMarking) return;
    documentText.mark(text, wanted);
    reach();
    if (text.querySelector("mark")) document.querySelector("#said").textContent = text.dataset.marked;
  }

  function reach() {
    const first = document.querySelector("article mark:not(.hit)");
    if (!first) return;
    first.tabIndex = -1;
    first.focus({ preventScroll: true });
    first.scrollIntoView({ block: "center", behavior: still.matches ? "auto" : "smooth" });
  }

  // The cited box or cell of the original, in its own frame.
  function reachOriginal() {
    const cited = document.querySelector(".original rect, .original .cited-cell");
    const frame = cited?.closest(".in-original");
    if (!frame) return;
    frame.scrollTop += cited.getBoundingClientRect().top - frame.getBoundingClientRect().top - frame.clientHeight / 3;
    const across = cited.closest(".scrolls");
    if (across) across.scrollLeft = cited.offsetLeft - across.clientWidth / 3;
  }

  // Another language is shown at the same place.
  function keepPlace() {
    for (const link of document.querySelectorAll(".switches a")) link.hash = location.hash;
  }

  document.addEventListener("DOMContentLoaded", () => {
    if (narrow.matches) document.querySelector(".contents details")?.removeAttribute("open");
    keepPlace();
    show();
    reachOriginal();
  });
  window.addEventListener("load", () => requestAnimationFrame(reach)); // the browser itself goes to the unit meanwhile
  window.addEventListener("hashchange", () => {
    keepPlace();
    show();
  });
})();
