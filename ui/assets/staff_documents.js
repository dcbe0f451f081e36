(() => {
  // Uploading with progress, by dragging too; what goes on behind the page is shown without loading it again.
  // Without this script the form sends all files at once, and the page is loaded again by itself.
  const form = document.querySelector("[data-upload]");
  const EVERY_MS = 1500;

  const told = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);

  const line = (name) => {
    const item = document.createElement("li");
    const text = document.createElement("span");
    const bar = document.createElement("progress");
    bar.max = 100;
    bar.value = 0;
    bar.setAttribute("aria-label", name);
    item.append(text, bar);
    form.querySelector("[data-list]").append(item);
    return { item, text, bar };
  };

  const send = (file) => new Promise((done) => {
    const shown = line(file.name);
    const end = (sentence, isWrong) => {
      shown.bar.remove();
      shown.text.textContent = sentence;
      shown.item.classList.toggle("wrong", isWrong);
      done();
    };
    const mb = Number(form.dataset.mostMb);
    if (file.size > mb * 1e6) {
      end(told(form.dataset.tooLarge, { name: file.name, mb }), true);
      return;
    }
    const data = new FormData();
    data.append("csrf", form.elements.csrf.value);
    data.append("files", file);
    const request = new XMLHttpRequest();
    request.open("POST", form.action);
    request.setRequestHeader("accept", "application/json");
    const at = (percent) => {
      shown.bar.value = percent;
      shown.text.textContent = told(form.dataset.sending, { name: file.name, percent });
    };
    at(0);
    request.upload.addEventListener("progress", (event) => {
      if (event.lengthComputable) at(Math.floor((100 * event.loaded) / event.total));
    });
    request.addEventListener("load", () => {
      let problem = "";
      try {
        problem = JSON.parse(request.responseText).problem;
      } catch {
        problem = told(form.dataset.notSent, { name: file.name });
      }
      end(problem || told(form.dataset.sent, { name: file.name }), Boolean(problem));
    });
    request.addEventListener("error", () => end(told(form.dataset.notSent, { name: file.name }), true));
    request.send(data);
  });

  const sendAll = async (files) => {
    form.querySelector("[data-list]").replaceChildren();
    const button = form.querySelector("button");
    button.disabled = true;
    for (const file of files) await send(file); // one after the other: each has a bar of its own
    button.disabled = false;
    form.reset();
    refresh();
  };

  if (form) {
    form.querySelector("[data-drop-hint]").hidden = false;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      event.stopPropagation();
      sendAll([...form.elements.files.files]);
    });
    const dragged = (event) => [...(event.dataTransfer?.types ?? [])].includes("Files");
    for (const name of ["dragenter", "dragover"]) {
      addEventListener(name, (event) => {
        if (!dragged(event)) return;
        event.preventDefault(); // else the browser would open the file in place of the page
        form.classList.add("over");
      });
    }
    addEventListener("dragleave", (event) => { if (!event.relatedTarget) form.classList.remove("over"); });
    addEventListener("drop", (event) => {
      if (!dragged(event)) return;
      event.preventDefault();
      form.classList.remove("over");
      if (event.dataTransfer.files.length) sendAll([...event.dataTransfer.files]);
    });
  }

  // What moves is drawn again from the page as it is now; what has the focus stays where it is.
  let timer = 0;
  const moving = () => document.querySelector("[data-live][data-moving]");
  const refresh = async () => {
    clearTimeout(timer);
    try {
      const response = await fetch(location.href, { headers: { accept: "text/html" } });
      if (response.ok) {
        const fresh = new DOMParser().parseFromString(await response.text(), "text/html");
        for (const live of document.querySelectorAll("[data-live]")) {
          const now = fresh.querySelector(`[data-live="${live.dataset.live}"]`);
          if (!now) {
            location.reload(); // the page is another one now: what was read stands in place of the waiting
            return;
          }
          if (live.outerHTML !== now.outerHTML && !live.contains(document.activeElement)) {
            live.replaceWith(document.importNode(now, true));
          }
        }
      }
    } catch {
      // the next look may do
    }
    if (moving()) timer = setTimeout(refresh, EVERY_MS);
  };
  if (moving()) timer = setTimeout(refresh, EVERY_MS);

  // Lines for further periods appear when the one above is filled in.
  const spare = [...document.querySelectorAll("[data-spare]")];
  const lines = [...document.querySelectorAll(".period")];
  const unfold = () => {
    for (const row of spare) {
      const above = lines[lines.indexOf(row) - 1];
      const isUsed = [...above.querySelectorAll("input")].some((input) => input.value.trim());
      if (isUsed) row.hidden = false;
    }
  };
  for (const row of spare) row.hidden = true;
  unfold();
  document.querySelector(".periods")?.addEventListener("input", unfold);

  // Another page of the file is shown in the place of this one: what was typed above stays.
  document.addEventListener("click", async (event) => {
    const link = event.target.closest?.(".sheet .turn a");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    try {
      const response = await fetch(link.href, { headers: { accept: "text/html" } });
      const fresh = new DOMParser().parseFromString(await response.text(), "text/html").querySelector(".sheet");
      if (!response.ok || !fresh) throw new Error("no such page");
      const shown = document.importNode(fresh, true);
      document.querySelector(".sheet").replaceWith(shown);
      shown.querySelector(".turn span").focus();
    } catch {
      location.assign(link.href);
    }
  });

  // A time is asked for where one is chosen.
  const due = document.querySelector("#due");
  const timed = () => {
    due.closest("p").hidden = document.querySelector("[name=when]:checked")?.value !== "later";
  };
  if (due) {
    timed();
    document.querySelector(".when").addEventListener("change", timed);
  }
})();
