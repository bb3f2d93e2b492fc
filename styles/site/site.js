/* What every page gains with a script: texts and addresses to copy, and terms explained where they stand. */
"use strict";
(() => {
  const root = document.documentElement;
  root.classList.add("js");
  const bar = document.querySelector("[data-label-copy]");
  if (!bar) return;
  const labels = { copy: bar.dataset.labelCopy, copied: bar.dataset.labelCopied };

  const copy = async (text, button) => {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      const field = document.createElement("textarea");
      field.value = text;
      document.body.append(field);
      field.select();
      document.execCommand("copy");
      field.remove();
    }
    button.textContent = labels.copied;
    button.addEventListener("blur", () => (button.textContent = labels.copy), { once: true });
  };

  const offer = (place) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "copy";
    button.textContent = labels.copy;
    const text = () => place.dataset.copy || ("copyAddress" in place.dataset ? place.href.replace(/index\.html$/, "") : place.textContent.trim());
    button.setAttribute("aria-label", labels.copy + " · " + place.textContent.trim().slice(0, 60));
    button.addEventListener("click", () => {
      button.removeAttribute("aria-label");
      copy(text(), button);
    });
    place.after(button);
  };
  document.querySelectorAll("[data-copy], [data-copy-address]").forEach(offer);

  /* A term shows its meaning while it is pointed at or has the focus; Escape hides it (WCAG 2.2, 1.4.13). */
  const meanings = new Map();
  for (const entry of document.querySelectorAll("[data-term]")) meanings.set(entry.dataset.term, entry.querySelector("dd").textContent);
  let note = null;
  let pending = 0;
  const hide = () => {
    clearTimeout(pending);
    if (note) {
      note.link.removeAttribute("aria-describedby");
      note.remove();
      note = null;
    }
  };
  const show = (link, meaning) => {
    if (note && note.link === link) return clearTimeout(pending);
    hide();
    note = document.createElement("span");
    note.className = "term-note";
    note.id = "term-note";
    note.setAttribute("role", "tooltip");
    note.textContent = meaning;
    note.link = link;
    document.body.append(note);
    const box = link.getBoundingClientRect();
    const left = Math.max(8, Math.min(box.left, root.clientWidth - note.offsetWidth - 8));
    note.style.setProperty("left", left + scrollX + "px");
    note.style.setProperty("top", box.bottom + scrollY + 4 + "px");
    link.setAttribute("aria-describedby", note.id);
    note.addEventListener("mouseenter", () => clearTimeout(pending));
    note.addEventListener("mouseleave", hide);
  };
  for (const link of document.querySelectorAll("main a.reference")) {
    const meaning = meanings.get((link.hash || "").slice(1));
    if (!meaning) continue;
    link.addEventListener("mouseenter", () => show(link, meaning));
    link.addEventListener("focus", () => show(link, meaning));
    link.addEventListener("mouseleave", () => (pending = setTimeout(hide, 300)));
    link.addEventListener("blur", hide);
  }
  addEventListener("keydown", (event) => event.key === "Escape" && hide());

  /* The switch of languages keeps the place: the article in sight, where the address names none. */
  const places = [...document.querySelectorAll("main :is(article, section)[id]")];
  for (const link of document.querySelectorAll(".languages:not(.of-article) a")) {
    link.addEventListener("click", () => {
      const passed = places.filter((place) => place.getBoundingClientRect().top < innerHeight / 3);
      const here = location.hash || (passed.length > 1 ? "#" + passed.at(-1).id : "");
      if (here) link.hash = here;
    });
  }
})();
