// The list of conversations: opened, gone on with, deleted, and brought back as long as the list is open.
(() => {
  const { conversations } = window;
  const list = () => document.querySelector("#conversations-kept");
  const label = (text, name) => text.replace("{name}", name);
  let gone = new Map(); // what was deleted, by id: as it was kept, and whether it was what the tab shows

  function say(text) {
    const region = list().querySelector("[role=status]");
    region.textContent = "";
    setTimeout(() => (region.textContent = text), 50);
  }

  function row(one, lang) {
    const { dataset } = list();
    const isOpen = one.id === conversations.openId();
    const item = list().querySelector("template[data-row]").content.cloneNode(true).firstElementChild;
    item.dataset.id = one.id;
    item.querySelector(".name").textContent = one.name;
    const n = one.n === 1 ? dataset.oneQuestion : dataset.nQuestions.replace("{n}", one.n);
    const when = new Date(one.at).toLocaleString(lang, { dateStyle: "medium", timeStyle: "short" });
    item.querySelector(".when").textContent = [when, n, ...(isOpen ? [dataset.current] : [])].join(" · ");
    if (isOpen) item.querySelector(".opens").setAttribute("aria-current", "true");
    item.querySelector("[data-delete]").setAttribute("aria-label", label(dataset.deleteNamed, one.name));
    return item;
  }

  function goneRow(one) {
    const { dataset } = list();
    const item = list().querySelector("template[data-gone]").content.cloneNode(true).firstElementChild;
    item.dataset.id = one.id;
    item.querySelector(".name").textContent = label(dataset.deleted, one.name);
    item.querySelector("[data-undo]").setAttribute("aria-label", label(dataset.undoNamed, one.name));
    return item;
  }

  function draw() {
    const box = list();
    const lang = document.documentElement.lang;
    const held = [...conversations.all(), ...[...gone.values()]].sort((one, other) => other.at - one.at);
    box.querySelector("ul").replaceChildren(...held.map((one) => (gone.has(one.id) ? goneRow(one) : row(one, lang))));
    box.querySelector(".none").hidden = held.length > 0;
    box.querySelector(".every").hidden = held.length - gone.size < 2;
    const where = box.querySelector(".where");
    where.dataset.said ??= where.textContent;
    where.textContent = conversations.isUnkept() ? box.dataset.unkept : where.dataset.said;
  }

  // Gradio's components listen to events of their own element; drawn and kept is what the server makes of it.
  function tell(name) {
    document.querySelector("#talk .talk").parentElement.dispatchEvent(new CustomEvent(name, { bubbles: true }));
  }

  function discard(ids) {
    for (const one of conversations.all().filter((held) => ids.includes(held.id))) {
      const isOpen = one.id === conversations.openId();
      gone.set(one.id, { ...one, held: conversations.remove(one.id), isOpen });
      if (isOpen) document.querySelector("#clear").click();
      say(label(list().dataset.deleted, one.name));
    }
    draw();
  }

  function bringBack(id) {
    const one = gone.get(id);
    gone.delete(id);
    conversations.restore(id, one.held);
    if (one.isOpen && !conversations.hasTurns()) {
      conversations.show(id);
      tell("open");
    }
    say(label(list().dataset.restored, one.name));
    draw();
  }

  function focusRow(id, part) {
    list().querySelector(`li[data-id="${id}"] ${part}`)?.focus();
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    if ("conversations" in button.dataset) {
      gone = new Map();
      draw();
      list().showModal();
      list().addEventListener("close", window.backCloses(() => list().close()), { once: true });
      list().querySelector("h2").focus();
    }
    const id = button.closest("#conversations-kept li")?.dataset.id;
    if ("begin" in button.dataset) document.querySelector("#clear").click();
    else if ("dismiss" in button.dataset) list().close();
    else if ("deleteAll" in button.dataset) {
      discard(conversations.all().map((one) => one.id));
      list().querySelector("[data-undo]")?.focus();
    } else if (!id) return;
    else if ("delete" in button.dataset) {
      discard([id]);
      focusRow(id, "[data-undo]");
    } else if ("undo" in button.dataset) {
      bringBack(id);
      focusRow(id, "[data-delete]");
    } else {
      list().close();
      if (id === conversations.openId()) return;
      conversations.show(id);
      tell("open");
    }
  });
  document.addEventListener("click", (event) => event.target === list() && list().close()); // beside it
})();
