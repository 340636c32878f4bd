(function () {
  "use strict";
  var form = document.getElementById("filter");
  if (!form) return;
  var lines = Array.prototype.slice.call(document.querySelectorAll("li.line"));
  var words = lines.map(function (l) { return l.textContent.toLowerCase(); });
  var groups = Array.prototype.slice.call(document.querySelectorAll("[data-group]"));
  var told = document.getElementById("told");
  function wanted(l, i) {
    var f = form.elements;
    return (!f.words.value || f.words.value.toLowerCase().split(/\s+/).every(function (w) { return words[i].indexOf(w) >= 0; })) &&
      (!f.outlet.value || l.dataset.outlet === f.outlet.value) &&
      (!f.hand.value || l.dataset.hand === f.hand.value || (f.hand.value === "sure" && !l.dataset.uncertain));
  }
  function apply() {
    var n = 0;
    lines.forEach(function (l, i) { l.hidden = !wanted(l, i); if (!l.hidden) n++; });
    groups.forEach(function (g) { g.hidden = !g.querySelector("li.line:not([hidden])"); });
    told.textContent = n + " of " + lines.length + " lines shown";
  }
  var wait;
  form.addEventListener("input", function () { clearTimeout(wait); wait = setTimeout(apply, 120); });
  form.addEventListener("submit", function (e) { e.preventDefault(); apply(); });
  form.addEventListener("reset", function () { setTimeout(apply, 0); });
  function reveal() {
    var to = location.hash && document.getElementById(location.hash.slice(1));
    if (!to) return;
    if (to.closest("[hidden]")) form.reset();
    var d = to.closest("details");
    if (d && !d.open) { d.open = true; to.scrollIntoView(); }
  }
  window.addEventListener("hashchange", reveal);
  window.addEventListener("beforeprint", function () {
    Array.prototype.forEach.call(document.querySelectorAll("details"), function (d) { d.open = true; });
  });
  form.hidden = false;
  reveal();
})();
