// An answer to take away: copied with its sources and their addresses, printed with all of them.
(() => {
  const find = (selector) => document.querySelector(selector);
  const text = (element) => (element?.textContent ?? "").replace(/\s+/g, " ").trim();

  // The lines of an answer as they are read: rows of a table, then what stands below; not what is folded or drawn.
  function lines(outcome) {
    const copy = outcome.cloneNode(true);
    const aside = ".quotes, .charted, .chart-unseen, .unseen, .cited-list, h4, .made, caption, .chips, .gloss";
    for (const element of copy.querySelectorAll(aside)) element.remove();
    return [...copy.querySelectorAll("h3, p, tr, li")].map((element) =>
      element.matches("tr") ? [...element.children].map(text).join("  ") : text(element),
    );
  }

  function sources(turn) {
    const seen = new Set();
    return [...turn.querySelectorAll("button[data-source]")].flatMap((button) => {
      const view = document.getElementById(button.getAttribute("aria-controls"));
      const copy = view?.querySelector("[data-copy]");
      if (!copy || seen.has(view.id)) return [];
      seen.add(view.id);
      const address = view.querySelector("a[data-document]")?.href;
      const number = button.textContent.match(/\[\d+\]/)?.[0] ?? "–";
      return [`${number} ${copy.dataset.copy}`, ...(address ? [`    ${address}`] : [])];
    });
  }

  function written(turn) {
    const outcome = turn.querySelector(".answer, .refusal");
    const told = [text(turn.querySelector(".question h2")), text(turn.querySelector(".understood"))];
    const cited = sources(turn);
    const heading = text(turn.querySelector(".answer > h4, .refusal > h4"));
    return [
      told.filter(Boolean).join("\n"),
      lines(outcome).filter(Boolean).join("\n"),
      ...(cited.length ? [[heading, ...cited].join("\n")] : []),
      [text(turn.querySelector(".made")), text(find("#bottom [data-disclaimer]"))].filter(Boolean).join("\n"),
    ].join("\n\n");
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-take]");
    if (!button) return;
    const turn = button.closest(".turn");
    if (button.dataset.take === "copy") {
      button.dispatchEvent(new CustomEvent("copied-out", { bubbles: true, detail: written(turn) }));
    } else window.print();
  });

  // What is printed says where each document stands, and is opened in full.
  function unfold() {
    for (const link of document.querySelectorAll("#sources a[data-document]")) link.dataset.address = link.href;
  }
  window.addEventListener("beforeprint", unfold);
  window.matchMedia("print").addEventListener("change", (event) => event.matches && unfold());
})();
