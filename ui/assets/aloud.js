// Reads an answer aloud with the voices that this device has itself: voices that a browser fetches from elsewhere are
// left alone, so that nothing of an answer goes to another host.
(() => {
  const speech = window.speechSynthesis;
  if (!speech || !window.SpeechSynthesisUtterance) return;
  const ASIDE = ".quotes, .charted, .chart-unseen, .unseen, .cited-list, .cite, h4, .made, caption, .chips";
  let reading = null; // the button

  const main = (tag) => tag.toLowerCase().split(/[-_]/)[0];
  const own = () => speech.getVoices().filter((voice) => voice.localService);

  // The voice that is nearest to a language: its own region's first. None where the device does not speak it.
  function voiceOf(tag) {
    const all = own().filter((voice) => main(voice.lang) === main(tag));
    return all.find((voice) => voice.lang.replace("_", "-").toLowerCase() === tag.toLowerCase()) ?? all[0] ?? null;
  }

  function offer() {
    const can = Boolean(voiceOf("zh") || voiceOf(document.documentElement.lang));
    for (const element of document.querySelectorAll('[data-set="aloud"], #told-aloud')) {
      if (element.hidden === can) element.hidden = !can;
    }
  }

  // The lines of an answer, each with the language it is in.
  function lines(turn) {
    const outcome = turn.querySelector(".answer, .refusal");
    const copy = outcome.cloneNode(true);
    for (const element of copy.querySelectorAll(ASIDE)) element.remove();
    const rest = outcome.closest("[lang]")?.lang;
    return [...copy.querySelectorAll("h3, p, tr, li")]
      .filter((element) => !element.querySelector("p, li, tr"))
      .map((element) => ({
        text: (element.matches("tr") ? [...element.children].map((cell) => cell.textContent).join("，") : element.textContent).trim(),
        lang: (element.closest("[lang]") ?? element.querySelector("[lang]"))?.lang || rest,
      }))
      .filter((line) => line.text);
  }

  function stop() {
    const button = reading;
    reading = null;
    speech.cancel();
    if (button) label(button);
  }

  function label(button) {
    button.dataset.label ??= button.textContent;
    const text = button === reading ? button.dataset.stop : button.dataset.label;
    if (button.textContent !== text) button.textContent = text;
  }

  function read(button) {
    stop();
    const spoken = lines(button.closest(".turn")).flatMap(({ text, lang }) => {
      const voice = voiceOf(lang);
      if (!voice) return [];
      const utterance = new SpeechSynthesisUtterance(text);
      utterance.voice = voice;
      utterance.lang = voice.lang;
      return [utterance];
    });
    if (!spoken.length) return;
    reading = button;
    label(button);
    const last = spoken.at(-1);
    last.onend = last.onerror = () => reading === button && stop();
    for (const utterance of spoken) speech.speak(utterance);
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-read]");
    if (button) button === reading ? stop() : read(button);
    else if (reading && event.target.closest("#send, #clear, [data-ask]")) stop();
  });
  document.addEventListener("keydown", (event) => event.key === "Escape" && reading && stop());
  window.addEventListener("pagehide", stop);
  window.ease.on((now) => now.aloud || stop());
  speech.addEventListener?.("voiceschanged", offer);
  new MutationObserver(() => {
    offer();
    if (reading && !reading.isConnected) stop();
  }).observe(document, { subtree: true, childList: true });
})();
