// Run choice.js with a page of links and a browser that asks for languages; print where it leads.
const { readFileSync } = require("node:fs");
const { runInNewContext } = require("node:vm");

const [script, asks, has, hash] = process.argv.slice(2);
const links = JSON.parse(has).map((tag) => ({ hreflang: tag, href: `https://texts.example/${tag}/a.html#a-1` }));
let led = "";
runInNewContext(readFileSync(script, "utf8"), {
  URL,
  document: { querySelectorAll: () => links },
  navigator: { languages: JSON.parse(asks) },
  location: { hash, replace: (address) => (led = address) },
});
process.stdout.write(led);
