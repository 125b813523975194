// Runs before the first paint, so that the page never flashes in the wrong light.
(function () {
  var kept = null;
  try { kept = localStorage.getItem("duskery.light"); } catch (e) { /* storage may be off */ }
  var dark = window.matchMedia && window.matchMedia("(prefers-color-scheme: dark)").matches;
  document.documentElement.dataset.light = kept || (dark ? "dusk" : "day");
})();
