(() => {
  // Times are shown as the reader's clock has them; the server learns of it with the next page.
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (zone) {
    const staff = new URL("..", document.currentScript.src).pathname.slice(0, -1);
    const secure = location.protocol === "https:" ? "; secure" : "";
    document.cookie = `staff_zone=${encodeURIComponent(zone)}; path=${staff}; max-age=31536000; samesite=strict${secure}`;
  }

  // A filter that is not filled in does not stand in the address: links to a list stay short.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "get") return;
    for (const field of form.elements) {
      if (field.name && !field.value.trim()) field.disabled = true;
    }
  });
  // Coming back to a page that the browser has kept, its fields are as they were.
  addEventListener("pageshow", () => {
    for (const field of document.querySelectorAll("form[method=get] :disabled")) field.disabled = false;
  });

  // A form is sent once, however often its button is pressed.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post") return;
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = "yes";
    addEventListener("pageshow", () => delete form.dataset.sent, { once: true });
  });
})();
