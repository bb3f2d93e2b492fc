"""Hold the checks of HTML pages (https://html.spec.whatwg.org/)."""
