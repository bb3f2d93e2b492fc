/* Sets a page beside the same page in a second language: ?with=ar, kept from page to page. */
"use strict";
(() => {
  const LEAVES = "h1,h2,h3,h4,h5,h6,p,dt,pre,table,figure,li,dd";
  const SKIPPED = "nav,header,footer,aside.hub,.hub";
  const wanted = new URLSearchParams(location.search).get("with");
  const choices = [...document.querySelectorAll(".beside [data-with]")];

  /* A link to the same page with a second language; without a script it leads to a page that is built so. */
  for (const link of choices) {
    const tag = link.dataset.with;
    const here = new URL(location.href);
    if (tag) here.searchParams.set("with", tag);
    else here.searchParams.delete("with");
    if (location.protocol !== "file:") link.href = here.href;
    else if (link.parentElement.classList.contains("needs-script")) link.parentElement.hidden = true;
    if (!tag) link.hidden = !wanted;
    if (tag && tag === wanted) link.setAttribute("aria-current", "true");
  }
  if (!wanted || location.protocol === "file:") return;
  const other = document.querySelector(`.languages [hreflang="${CSS.escape(wanted)}"]`);
  if (!other) return;

  const leaves = (main) => {
    const all = [...main.querySelectorAll(LEAVES)].filter((leaf) => !leaf.closest(SKIPPED));
    return all.filter((leaf) => !leaf.querySelector(LEAVES) && !leaf.parentElement.closest("table,figure"));
  };
  const group = (main) => {
    const groups = new Map();
    for (const leaf of leaves(main)) {
      const section = leaf.closest("section[id],article[id]");
      const key = section ? section.id : "";
      groups.set(key, [...(groups.get(key) || []), leaf]);
    }
    return groups;
  };

  /* Pages of the site alone keep the second language, and only those that have it are told. */
  for (const link of document.querySelectorAll("main a[href], .turn a[href], nav.contents a[href]")) {
    if (link.origin !== location.origin || !link.pathname.endsWith(".html")) continue;
    if (link.closest(".languages") || link.getAttribute("href").startsWith("#")) continue;
    link.search = "?with=" + encodeURIComponent(wanted);
  }

  const makeTranslation = (passage, page) => {
    const box = document.createElement("div");
    box.className = "other-passage";
    box.lang = page.documentElement.lang;
    box.dir = page.documentElement.dir;
    box.append(...passage.cloneNode(true).childNodes);
    for (const part of box.querySelectorAll(".permalink")) part.remove();
    for (const part of box.querySelectorAll("[id]")) part.removeAttribute("id");
    for (const link of box.querySelectorAll("[href]")) link.href = new URL(link.getAttribute("href"), other.href).href;
    return box;
  };
  const set = (leaf, box) => {
    if (leaf.matches("h1,h2,h3,h4,h5,h6,dt")) return leaf.append(box);
    const pair = document.createElement("div");
    pair.className = "pair";
    if (leaf.matches("li,dd")) {
      const own = document.createElement("div");
      own.append(...leaf.childNodes);
      pair.append(own, box);
      return leaf.append(pair);
    }
    leaf.replaceWith(pair);
    pair.append(leaf, box);
  };

  fetch(other.href.split("#")[0])
    .then((answer) => (answer.ok ? answer.text() : Promise.reject(answer.status)))
    .then((text) => {
      const page = new DOMParser().parseFromString(text, "text/html");
      const theirs = group(page.querySelector("main"));
      for (const [key, own] of group(document.querySelector("main"))) {
        const found = theirs.get(key) || [];
        own.forEach((leaf, at) => {
          if (found[at] && !leaf.matches("table,figure")) set(leaf, makeTranslation(found[at], page));
        });
      }
      document.body.classList.add("with-other");
      const faces = document.createElement("link");
      faces.rel = "stylesheet";
      faces.href = new URL("faces.css", new URL(page.querySelector('link[rel="stylesheet"]').getAttribute("href"), other.href)).href;
      document.head.append(faces);
      const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
      if (target) target.scrollIntoView();
    })
    .catch(() => {});
})();
