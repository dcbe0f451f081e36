// The conversation's own behaviour: what is told of an answer, links to a question, what is read out.
(() => {
  const root = document.documentElement;
  const find = (selector) => document.querySelector(selector);

  // Gradio takes the page to be in the browser's language.
  new MutationObserver(() => {
    if (root.lang !== root.dataset.lang) root.lang = root.dataset.lang;
  }).observe(root, { attributeFilter: ["lang"] });

  const memory = {
    get: (name) => {
      try {
        return localStorage.getItem(name);
      } catch {
        return null; // the browser keeps nothing
      }
    },
    set: (name, value) => {
      try {
        localStorage.setItem(name, value);
      } catch {
        // for this visit only, then
      }
    },
  };

  // A kept conversation is drawn a moment after the page: the welcome does not show before it.
  if (window.conversations.hasTurns() || new URLSearchParams(location.search).has("q")) {
    root.classList.add("returning");
    setTimeout(() => root.classList.remove("returning"), 3000);
  }

  // Read out by screen readers: the sentence in `text`, also when it is the same as before.
  function announce(text) {
    let region = find("#announced");
    if (!region) {
      region = document.createElement("div");
      region.id = "announced";
      region.className = "unseen";
      region.setAttribute("role", "status");
      document.body.append(region);
    }
    region.textContent = "";
    setTimeout(() => (region.textContent = text), 50);
  }

  async function copy(text) {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      const box = document.createElement("textarea"); // no clipboard on plain http
      box.value = text;
      box.className = "unseen";
      document.body.append(box);
      box.select();
      document.execCommand("copy");
      box.remove();
    }
  }

  async function copyAndSay(button, text) {
    await copy(text);
    const label = button.textContent;
    if (label === button.dataset.done) return;
    button.textContent = button.dataset.done;
    announce(button.dataset.done);
    setTimeout(() => (button.textContent = label), 2500);
  }

  function send(name, detail) {
    find("#talk .talk").parentElement.dispatchEvent(new CustomEvent(name, { bubbles: true, detail }));
  }

  function tell(form, kind, comment) {
    send("tell", { entry: form.dataset.entry, kind, comment });
  }

  function openComment(form, button) {
    for (const other of form.querySelectorAll("[data-tell][aria-expanded]")) {
      other.setAttribute("aria-expanded", String(other === button));
    }
    form.dataset.kind = button.dataset.tell;
    form.querySelector(".comment").hidden = false;
    form.querySelector("textarea").focus();
  }

  function closeComment(form) {
    form.querySelector(".comment").hidden = true;
    const button = form.querySelector('[aria-expanded="true"]');
    button?.setAttribute("aria-expanded", "false");
    button?.focus();
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest("button, a");
    if (!button) return;
    if (button.dataset.share) copyAndSay(button, new URL(button.dataset.share, location.origin + location.pathname).href);
    else if ("skip" in button.dataset) {
      event.preventDefault();
      find("#box textarea")?.focus();
    } else if ("untell" in button.dataset) closeComment(button.closest("form"));
    else if (button.dataset.tell) {
      if (button.hasAttribute("aria-expanded")) openComment(button.closest("form"), button);
      else tell(button.closest("form"), button.dataset.tell, "");
    }
  });
  document.addEventListener("copied-out", (event) => copyAndSay(event.target, event.detail));
  document.addEventListener("submit", (event) => {
    if (!event.target.matches(".feedback")) return;
    event.preventDefault();
    tell(event.target, event.target.dataset.kind, event.target.querySelector("textarea").value);
  });
  document.addEventListener("keydown", (event) => {
    const form = event.key === "Escape" && event.target.closest?.(".feedback");
    if (form) closeComment(form);
  });

  // The questions of the address are asked once: they go from it, so that the page can be loaded again.
  function askAddress() {
    const address = new URLSearchParams(location.search);
    const questions = address.getAll("q");
    if (!questions.length || !find("#bottom .colophon")) return;
    address.delete("q");
    history.replaceState(null, "", location.pathname + (address.size ? `?${address}` : ""));
    setTimeout(() => insist(questions, 20), 50);
  }

  // The page is drawn a moment before its events are listened to, longer on a slow machine.
  function insist(questions, times) {
    send("address", { questions });
    setTimeout(() => {
      const shown = [...document.querySelectorAll("#talk .question")];
      const isAsked = shown.some((question) => question.textContent.includes(questions[0].trim()));
      if (!isAsked && times) insist(questions, times - 1);
    }, 500);
  }

  // What the server does not take for now, it says in words; they stand where bad input is told of, until a
  // question is taken. What can follow is left out in silence: nobody asked for it.
  let refusal = null;
  async function sayRefusal(response) {
    if (response.headers.get("x-limited") === "follow") return;
    const told = await response.json().catch(() => ({}));
    const place = find("#notice .notice");
    if (!told.error || !place) return;
    refusal = document.createElement("p");
    refusal.textContent = told.error;
    place.replaceChildren(refusal);
  }
  const plainFetch = window.fetch.bind(window);
  window.fetch = async (...asked) => {
    const response = await plainFetch(...asked);
    if ([408, 413, 429, 503].includes(response.status)) sayRefusal(response.clone());
    else if (String(asked[0]).includes("/queue/join")) refusal?.remove();
    return response;
  };

  // What a drawing changed: the outcome of the newest question is read out.
  let heard = null;
  function afterDrawing() {
    if (!find("#talk .talk")) return;
    askAddress();
    const turn = find("#talk .turn:last-child");
    const outcome = turn?.querySelector(".answer, .refusal, .withheld, .failed, .stopped, .waiting");
    const next = find("#following .follow-ups");
    if (next) next.hidden = next.dataset.after !== turn?.dataset.turn;
    if (turn) root.classList.remove("returning");
    else if (heard === null && root.classList.contains("returning")) return;
    const state = outcome ? `${turn.dataset.turn} ${outcome.className}` : "";
    if (state === heard) return;
    const isFirst = heard === null;
    heard = state;
    if (!turn) find("#talk").scrollTop = 0;
    if (!outcome) return;
    if (!isFirst) announce(outcome.innerText);
  }
  new MutationObserver(() => requestAnimationFrame(afterDrawing)).observe(document, {
    subtree: true,
    childList: true,
    attributeFilter: ["data-after", "data-turn"],
  });
})();
