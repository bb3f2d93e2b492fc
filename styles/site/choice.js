/* Leads on to the first language that the reader's browser asks for; without a script the list stays. */
"use strict";
(() => {
  const links = [...document.querySelectorAll(".choice a[hreflang]")];
  /* Two tags are of the same readers if they share language and script: fr-CA and fr, zh-CN and zh-Hans. */
  const group = (tag) => {
    try {
      const { language, script } = new Intl.Locale(tag).maximize();
      return `${language}-${script}`;
    } catch {
      return tag.toLowerCase();
    }
  };
  for (const tag of navigator.languages || [navigator.language]) {
    const link =
      links.find((one) => one.hreflang.toLowerCase() === tag.toLowerCase()) ||
      links.find((one) => group(one.hreflang) === group(tag));
    if (link) {
      /* A place that the reader has asked for, a paragraph, counts more than that of the article. */
      const address = new URL(link.href);
      address.hash = location.hash || address.hash;
      location.replace(address.href);
      return;
    }
  }
})();
