// Validate PDFs against PDF/UA-1 and PDF/A-2a with veraPDF's engine. Arguments: file names. Writes
// messages.json: a list of findings for each file, one for each rule and page.
// Rhino runs it, so it is written in the JavaScript of 2009.
var Foundry = Packages.org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
var Foundries = Packages.org.verapdf.pdfa.Foundries;
var Flavour = Packages.org.verapdf.pdfa.flavours.PDFAFlavour;
var PAGE = /\/pages\[(\d+)\]/;

function validate(name) {
  var foundry = Foundries.defaultInstance();
  var parser = foundry.createParser(new java.io.File(name), Flavour.PDFUA_1);
  try {
    var both = java.util.Arrays.asList(Flavour.PDFUA_1, Flavour.PDFA_2_A);
    var results = foundry.createValidator(both).validateAll(parser).toArray();
    if (results.length !== 2) throw new Error("veraPDF gave " + results.length + " of 2 results");
    var found = [];
    for (var i = 0; i < results.length; i++) found = found.concat(findings(results[i]));
    return found;
  } finally {
    parser.close();
  }
}

function findings(result) {
  var all = result.getTestAssertions().toArray();
  var entries = {}, order = [];
  for (var i = 0; i < all.length; i++) {
    if (String(all[i].getStatus()) !== "failed") continue;
    var found = finding(all[i]);
    var key = found.clause + " " + found.rule + " " + found.where;
    if (!entries[key]) { entries[key] = { finding: found, times: 0 }; order.push(key); }
    entries[key].times++;
  }
  if (!result.isCompliant() && !order.length) throw new Error("veraPDF gave no reason");
  return order.map(function (key) {
    var entry = entries[key];
    if (entry.times > 1) entry.finding.message += " (" + entry.times + " times)";
    return entry.finding;
  });
}

function finding(assertion) {
  var rule = assertion.getRuleId();
  var place = String(assertion.getLocation().getContext());
  var page = PAGE.exec(place);
  var standard = String(rule.getSpecification().getId());
  return {
    rule: rule.getClause() + "-" + rule.getTestNumber(),
    severity: "error",
    message: String(assertion.getErrorMessage() || assertion.getMessage()),
    where: page ? "page " + (Number(page[1]) + 1) : place.split("/").slice(-2).join("/"),
    clause: standard + ", " + rule.getClause()
  };
}

function unreadable(error) {
  return [{ rule: "unreadable", severity: "error", message: "cannot be validated: " + error }];
}

Foundry.initialise();
var messages = {};
for (var i = 0; i < arguments.length; i++) {
  try {
    messages[arguments[i]] = validate(arguments[i]);
  } catch (error) {
    // An error in the file is a finding; an error of the validator ends the run.
    if (!(error.javaException instanceof java.lang.Exception)) throw error;
    messages[arguments[i]] = unreadable(error.javaException);
  }
}
java.nio.file.Files.write(
  java.nio.file.Paths.get("messages.json"), new java.lang.String(JSON.stringify(messages)).getBytes("UTF-8"));
