// Judges e-books with EPUBCheck. Takes names of files, writes said.json: for each of them the
// messages of EPUBCheck's own report, one a place.
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

// The path of a place inside the book; of the book itself, whose name is ours, none.
function inside(path, name) {
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
      where: inside(place.path, name),
      line: place.line > 0 ? place.line : null
    };
  });
}

var said = {};
for (var i = 0; i < arguments.length; i++) {
  var name = arguments[i];
  said[name] = report(name).messages.reduce(function (all, message) {
    return all.concat(findings(message, name));
  }, []);
}
java.nio.file.Files.write(
  java.nio.file.Paths.get("said.json"), new java.lang.String(JSON.stringify(said)).getBytes("UTF-8"));
