// Validate EPUBs with EPUBCheck. Arguments: file names. Writes messages.json: for each file the messages of
// EPUBCheck's own report, one for each location.
// Rhino runs it, so it is written in the JavaScript of 2009.
var Check = Packages.com.adobe.epubcheck.api.EpubCheck;
var Report = Packages.com.adobe.epubcheck.reporting.CheckingReport;
var SEVERITIES = { FATAL: "error", ERROR: "error", WARNING: "warning", INFO: "note", USAGE: "note" };

function report(name) {
  var text = new java.io.StringWriter();
  var out = new java.io.PrintWriter(text);
  var report = new Report(out, name);
  report.initialize();
  new Check(new java.io.File(name), report).check();
  report.generate();
  out.flush();
  return JSON.parse(String(text));
}

// Return the path of a location inside the book, or "" for the book itself, whose name is ours.
function memberPath(path, name) {
  return !path || path === name || path === "./" + name ? "" : path;
}

function findings(message, name) {
  var severity = SEVERITIES[message.severity];
  if (severity === undefined) return [];  // SUPPRESSED
  var places = message.locations.length ? message.locations : [{}];
  return places.map(function (place) {
    return {
      rule: message.ID,
      severity: severity,
      message: message.message,
      where: memberPath(place.path, name),
      line: place.line > 0 ? place.line : null
    };
  });
}

var messages = {};
for (var i = 0; i < arguments.length; i++) {
  var name = arguments[i];
  messages[name] = report(name).messages.reduce(function (all, message) {
    return all.concat(findings(message, name));
  }, []);
}
java.nio.file.Files.write(
  java.nio.file.Paths.get("messages.json"), new java.lang.String(JSON.stringify(messages)).getBytes("UTF-8"));
