// A spoken question becomes text in the box, and is sent by nobody but the visitor. The browser makes the text: on this
// device where it can; the switch says that some browsers send the recording to their maker.
(() => {
  const Recognition = window.SpeechRecognition ?? window.webkitSpeechRecognition;
  const isEmbedded = new URLSearchParams(location.search).has("embed"); // a frame of another site gets no microphone
  if (!Recognition || isEmbedded) return;
  const root = document.documentElement;
  const find = (selector) => document.querySelector(selector);
  const words = () => find('[data-set="voice"]').dataset;
  let listening = null;

  function offer() {
    for (const element of document.querySelectorAll('[data-set="voice"], #told-voice')) {
      if (element.hidden) element.hidden = false;
    }
    const isOn = window.ease.now().voice && find('[data-set="voice"]');
    const button = find("#speak");
    if (!isOn) button?.remove();
    else if (!button && find("#ask #send")) find("#ask").append(made());
  }

  function made() {
    const button = document.createElement("button");
    button.type = "button";
    button.id = "speak";
    button.textContent = words().speak;
    button.addEventListener("click", () => (listening ? listening.stop() : listen(button)));
    return button;
  }

  function write(text) {
    const box = find("#box textarea");
    box.value = text;
    box.dispatchEvent(new Event("input", { bubbles: true }));
  }

  function say(text) {
    const told = document.createElement("p");
    told.textContent = text;
    find("#notice .notice")?.replaceChildren(told);
  }

  async function listen(button) {
    const recognition = new Recognition();
    recognition.lang = root.dataset.lang === "en" ? "en-US" : root.dataset.lang;
    recognition.interimResults = true;
    const asked = { langs: [recognition.lang], processLocally: true };
    if ("processLocally" in recognition && (await Recognition.available?.(asked)) === "available") recognition.processLocally = true;
    let isHeard = false;
    recognition.onresult = (event) => {
      isHeard = true;
      write([...event.results].map((result) => result[0].transcript).join(""));
    };
    recognition.onerror = (event) => {
      isHeard = true; // told here
      if (event.error === "aborted") return;
      say(["not-allowed", "service-not-allowed", "audio-capture"].includes(event.error) ? words().noMicrophone : words().notHeard);
    };
    recognition.onend = () => {
      listening = null;
      button.textContent = words().speak;
      if (!isHeard) say(words().notHeard);
      find("#box textarea").focus();
    };
    listening = recognition;
    button.textContent = words().stop;
    say(words().listening);
    recognition.onstart = () => say(words().listening);
    recognition.onspeechend = () => find("#notice .notice")?.replaceChildren();
    recognition.start();
  }

  window.ease.on((now) => {
    if (!now.voice) listening?.abort();
    offer();
  });
  new MutationObserver(offer).observe(document, { subtree: true, childList: true });
})();
