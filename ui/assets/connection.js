// A question on its way: that it is sent is seen at once, however slow the line is. Where the server is gone the page
// says so in its own words, keeps the question, and sends it again when the server is back.
(() => {
  const PENDING = "luohu-qa-pending";
  const AGAIN_MS = 2000;
  const MOST_TIMES = 3; // a question is sent by itself, each time after the server was gone
  const root = document.documentElement;
  const find = (selector) => document.querySelector(selector);
  const words = () => find("#connection").dataset;

  const pending = {
    get: () => {
      try {
        return JSON.parse(sessionStorage.getItem(PENDING));
      } catch {
        return null;
      }
    },
    set: (value) => {
      try {
        if (value) sessionStorage.setItem(PENDING, JSON.stringify(value));
        else sessionStorage.removeItem(PENDING);
      } catch {
        // it stands in the box, or in the turn that waits
      }
    },
  };

  // Sent
  const newest = () => Number([...document.querySelectorAll("#talk .turn")].at(-1)?.dataset.turn ?? 0);

  let asked = ""; // the question that was sent last

  function sent(question, isAlone) {
    const text = question.trim();
    if (!text || [...text].length > words().most) return;
    asked = text;
    if (find("#sent") || find("#talk .waiting")) return;
    const shown = document.createElement("div");
    shown.id = "sent";
    shown.dataset.after = newest();
    shown.innerHTML = '<div class="question"><h2><span class="unseen"></span> <span></span></h2></div><div class="waiting"><p></p></div>';
    shown.querySelector(".unseen").textContent = words().asked;
    shown.querySelector("h2 > :last-child").textContent = text;
    shown.querySelector(".waiting p").textContent = words().sending;
    const log = find("#talk");
    log.append(shown);
    root.classList.add("sending");
    window.conversations.waits(text, isAlone);
    if (window.ease.oneColumn.matches) shown.scrollIntoView({ block: "start" });
    else log.scrollTop += shown.getBoundingClientRect().top - log.getBoundingClientRect().top; // not the page around it
    if (!isAlone) pending.set({ question: text, times: 0 });
  }

  // The server has the question: it goes from the box, unless something else was typed there meanwhile.
  function taken() {
    const label = find("#sent .waiting p");
    if (label) label.textContent = words().sending;
    const box = find("#box textarea");
    if (box?.value.trim() !== asked) return;
    box.value = "";
    box.dispatchEvent(new Event("input", { bubbles: true }));
  }

  function settled() {
    find("#sent")?.remove();
    root.classList.remove("sending");
  }

  document.addEventListener(
    "keydown",
    (event) => {
      const isSending = event.key === "Enter" && !event.isComposing && !event.shiftKey;
      if (isSending && event.target.matches("#box textarea")) sent(event.target.value, false);
    },
    true,
  );
  document.addEventListener("turned", settled);
  document.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (button?.id === "send") sent(find("#box textarea").value, false);
    else if (button?.dataset.ask) sent(button.dataset.ask, "alone" in button.dataset);
    else if (["stop", "clear"].includes(button?.id)) {
      settled();
      pending.set(null);
      givingUp.abort();
      givingUp = new AbortController();
    }
  });

  // Gone
  let told = null;
  let givingUp = new AbortController(); // of what waits to be sent again

  function lost() {
    if (told?.isConnected) return;
    told = document.createElement("p");
    told.textContent = words().lost;
    find("#notice .notice")?.replaceChildren(told);
    const label = find("#sent .waiting p");
    if (label) label.textContent = words().lost;
  }

  const plainFetch = window.fetch.bind(window);
  const isGone = (response) =>
    [502, 504].includes(response.status) ||
    (response.status === 503 && !response.headers.get("content-type")?.includes("json")); // a proxy's own word

  // Waits until the server answers; loads the page anew where it is another than the one that drew it.
  async function back() {
    for (;;) {
      await new Promise((done) => setTimeout(done, AGAIN_MS));
      try {
        const response = await plainFetch(new URL("gradio_api/app_id", document.baseURI));
        if (!response.ok) continue;
        const { app_id: id } = await response.json();
        if (id !== window.gradio_config.app_id) location.reload();
        return;
      } catch {
        // not yet
      }
    }
  }

  // Answers come in a stream; Gradio does not notice where it breaks off. A question that is on its way to the server, or
  // was asked after the stream had ended, is in no danger: it gets a stream of its own.
  let nUnderWay = 0; // questions being taken, and streams
  let nTaken = 0; // requests with a question
  const isLeft = () => !nUnderWay && find("#talk .turn .waiting, #sent[data-streamed]");

  // A question for which no request is made, as Gradio makes none while it waits for an answer whose stream broke off.
  async function isStuck() {
    const [question, n] = [find("#sent"), nTaken];
    if (!question || nUnderWay) return false;
    await new Promise((done) => setTimeout(done, AGAIN_MS));
    return question === find("#sent") && n === nTaken && !nUnderWay;
  }

  async function watched(asking) {
    nUnderWay += 1;
    try {
      return await asking;
    } finally {
      nUnderWay -= 1;
    }
  }

  async function watch(stream) {
    await watched(stream.text().catch(() => ""));
    await new Promise((done) => setTimeout(done, AGAIN_MS));
    const isKept = await isStuck();
    if (!isKept && !isLeft()) return;
    lost();
    await back();
    if (isKept || isLeft()) location.reload();
    else told?.remove();
  }

  window.fetch = async (...asked) => {
    const address = String(asked[0]?.url ?? asked[0]);
    if (address.includes("/queue/data")) {
      const response = await watched(plainFetch(...asked));
      find("#sent")?.setAttribute("data-streamed", "");
      watch(response.clone());
      return response;
    }
    if (!address.includes("/queue/join")) return plainFetch(...asked);
    const { signal } = givingUp;
    nTaken += 1;
    for (;;) {
      try {
        const response = await watched(plainFetch(...asked));
        if (!isGone(response)) {
          told?.remove();
          if (response.ok) taken();
          else settled();
          return response;
        }
      } catch (error) {
        if (error.name === "AbortError") throw error;
      }
      lost();
      await Promise.race([back(), new Promise((done) => signal.addEventListener("abort", done))]);
      if (!signal.aborted) continue;
      told?.remove();
      return Response.json({ error: "" }, { status: 500 }); // of which nothing is said
    }
  };

  // What Gradio says in a box over the page is said in the notice instead; of a connection that broke, in our words.
  // It loads the page again by itself once the server is back.
  function overheard(toast) {
    const text = toast.querySelector(".toast-text")?.textContent.trim() ?? "";
    if (!text) return;
    if (/^Connection /.test(text)) {
      lost();
      return;
    }
    settled();
    const place = find("#notice .notice");
    if (!place || place.textContent) return;
    told = document.createElement("p");
    told.textContent = text;
    place.replaceChildren(told);
  }

  // What waited when the page was left without a word is asked again, in place of the turn that waits.
  const left = pending.get();
  if (left && left.times < MOST_TIMES && !new URLSearchParams(location.search).has("q")) {
    pending.set({ ...left, times: left.times + 1 });
    window.conversations.leaveOut(left.question);
    const address = new URLSearchParams(location.search);
    address.set("q", left.question);
    history.replaceState(null, "", `${location.pathname}?${address}`);
  }

  new MutationObserver((changes) => {
    for (const added of changes.flatMap((change) => [...change.addedNodes])) {
      const toast = added.nodeType === 1 && (added.matches(".toast-body") ? added : added.querySelector(".toast-body"));
      if (toast) overheard(toast);
    }
    const shown = find("#sent");
    if (shown && (newest() > Number(shown.dataset.after) || (find("#notice .notice p") && !told?.isConnected))) settled();
    const last = [...document.querySelectorAll("#talk .turn")].at(-1);
    const isDone = last?.querySelector(".answer, .refusal, .withheld, .failed");
    const waiting = pending.get();
    if (waiting && isDone && last.textContent.includes(waiting.question) && !find("#sent")) pending.set(null);
  }).observe(document, { subtree: true, childList: true, attributeFilter: ["data-turn"] });
})();
