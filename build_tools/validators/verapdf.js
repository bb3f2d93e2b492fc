// Judges PDFs by PDF/UA-1 and PDF/A-2a with veraPDF's engine. Takes names of files, writes
// said.json: a list of findings for each of them, one a rule and page.
// Rhino runs it, so it is written in the JavaScript of 2009.
var Foundry = Packages.org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
var Foundries = Packages.org.verapdf.pdfa.Foundries;
var Flavour = Packages.org.verapdf.pdfa.flavours.PDFAFlavour;
var PAGE = /\/pages\[(\d+)\]/;

function judged(name) {
  var foundry = Foundries.defaultInstance();
  var parser = foundry.createParser(new java.io.File(name), Flavour.PDFUA_1);
  try {
    var both = java.util.Arrays.asList(Flavour.PDFUA_1, Flavour.PDFA_2_A);
    var results = foundry.createValidator(both).validateAll(parser).toArray();
    if (results.length !== 2) throw new Error("veraPDF gave " + results.length + " of 2 verdicts");
    var found = [];
    for (var i = 0; i < results.length; i++) found = found.concat(faults(results[i]));
    return found;
  } finally {
    parser.close();
  }
}

function faults(result) {
  var all = result.getTestAssertions().toArray();
  var kept = {}, order = [];
  for (var i = 0; i < all.length; i++) {
    if (String(all[i].getStatus()) !== "failed") continue;
    var found = fault(all[i]);
    var key = found.clause + " " + found.rule + " " + found.where;
    if (!kept[key]) { kept[key] = { fault: found, times: 0 }; order.push(key); }
    kept[key].times++;
  }
  if (!result.isCompliant() && !order.length) throw new Error("veraPDF gave no reason");
  return order.map(function (key) {
    var one = kept[key];
    if (one.times > 1) one.fault.message += " (" + one.times + " times)";
    return one.fault;
  });
}

function fault(assertion) {
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
  return [{ rule: "unreadable", severity: "error", message: "cannot be judged: " + error }];
}

Foundry.initialise();
var said = {};
for (var i = 0; i < arguments.length; i++) {
  try {
    said[arguments[i]] = judged(arguments[i]);
  } catch (error) {
    // What is wrong with the file is told; what is wrong with the judge ends it.
    if (!(error.javaException instanceof java.lang.Exception)) throw error;
    said[arguments[i]] = unreadable(error.javaException);
  }
}
java.nio.file.Files.write(
  java.nio.file.Paths.get("said.json"), new java.lang.String(JSON.stringify(said)).getBytes("UTF-8"));
