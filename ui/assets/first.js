// The page that stood before the script gives way to the one that Gradio draws, with what was typed meanwhile.
(() => {
  const PARTS = ["#top .masthead", "#talk .talk", "#sources .panel", "#bottom .colophon", "#box textarea"];
  const find = (selector) => document.querySelector(selector);
  let isComposing = false; // characters of an input method, which would be cut off

  document.addEventListener("compositionstart", () => (isComposing = true), true);
  document.addEventListener("compositionend", () => setTimeout(() => (isComposing = false) || giveWay()), true);

  // Gradio holds all of a page for its main part, head and foot too.
  function nameParts() {
    const main = find("#columns");
    main.closest("main")?.setAttribute("role", "none");
    main.setAttribute("role", "main");
  }

  function giveWay() {
    const first = find("#first");
    if (!first || isComposing || !PARTS.every(find)) return;
    const typed = find("#first-question");
    const { value, selectionStart, selectionEnd } = typed;
    const hadFocus = document.activeElement === typed;
    first.remove();
    nameParts();
    watcher.disconnect();
    const box = find("#box textarea");
    if (value) {
      Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, "value").set.call(box, value);
      box.dispatchEvent(new Event("input", { bubbles: true }));
    }
    if (!hadFocus) return;
    box.focus();
    box.setSelectionRange(selectionStart, selectionEnd);
  }

  const watcher = new MutationObserver(giveWay);
  watcher.observe(document, { subtree: true, childList: true });
})();
