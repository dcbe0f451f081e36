// For a page of another site: <script src="https://…/embed.js?lang=en" defer></script> adds a button that opens the
// questions in a frame; with data-target="#id" the frame stands in that element. What is asked stays within the frame.
((words) => {
  const own = document.currentScript;
  const page = new URL("./", own.src);
  page.search = new URLSearchParams({ lang: words.tag, embed: "1" });
  const apart = new URL(page);
  apart.searchParams.delete("embed");

  const STYLE = `
    :host { all: initial; }
    * { box-sizing: border-box; font: 16px/1.5 system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; }
    button, a { min-height: 44px; border: 0; border-radius: 6px; padding: 8px 18px; background: #1f4e79; color: #fff; cursor: pointer; text-decoration: none; }
    :focus-visible { outline: 3px solid #c2410c; outline-offset: 2px; }
    .open { position: fixed; z-index: 2147483000; right: 20px; bottom: 20px; font-weight: 600; box-shadow: 0 2px 12px rgb(0 0 0 / 30%); }
    .panel { display: flex; flex-direction: column; background: #f8f6f0; border: 1px solid #8a8f96; overflow: hidden; }
    .panel.over { position: fixed; z-index: 2147483001; right: 20px; bottom: 20px; width: min(440px, calc(100vw - 40px)); height: min(720px, calc(100vh - 40px)); border-radius: 10px; box-shadow: 0 4px 28px rgb(0 0 0 / 35%); }
    .panel[hidden] { display: none; }
    .bar { display: flex; justify-content: flex-end; gap: 4px; background: #1f4e79; }
    iframe { flex: 1; width: 100%; min-height: 0; border: 0; background: #f8f6f0; }
    .within iframe { min-height: 640px; }
    @media (max-width: 600px) { .panel.over { inset: 0; width: 100%; height: 100%; border: 0; border-radius: 0; } }
    @media print { .open, .panel { display: none; } }`;

  function made(name, attributes, ...children) {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    element.append(...children);
    return element;
  }

  function frame() {
    return made("iframe", { src: page.href, title: words.open, allow: "clipboard-write", referrerpolicy: "no-referrer" });
  }

  function host(within) {
    const element = made("div", { lang: words.lang });
    const root = element.attachShadow({ mode: "open" });
    const style = new CSSStyleSheet(); // allowed whatever the page says of styles
    style.replaceSync(STYLE);
    root.adoptedStyleSheets = [style];
    within.append(element);
    return root;
  }

  function floating() {
    const root = host(document.body);
    const button = made("button", { type: "button", class: "open", "aria-expanded": "false", "aria-haspopup": "dialog" }, words.open);
    const close = made("button", { type: "button" }, words.close);
    const tab = made("a", { href: apart.href, target: "_blank", rel: "noopener" }, words.new_tab);
    const panel = made("div", { class: "panel over", role: "dialog", "aria-label": words.open, hidden: "" }, made("div", { class: "bar" }, tab, close));
    root.append(button, panel);

    function show(isOpen) {
      if (isOpen && !panel.querySelector("iframe")) panel.append(frame()); // nothing is loaded before it is asked for
      panel.hidden = !isOpen;
      button.hidden = isOpen;
      button.setAttribute("aria-expanded", String(isOpen));
      (isOpen ? close : button).focus();
    }
    button.addEventListener("click", () => show(true));
    close.addEventListener("click", () => show(false));
    panel.addEventListener("keydown", (event) => event.key === "Escape" && show(false));
  }

  const target = own.dataset.target && document.querySelector(own.dataset.target);
  if (target) host(target).append(made("div", { class: "panel within" }, frame()));
  else floating();
})
