// Folds open and close together. The page works without this; then the button is not shown.
(function () {
  "use strict";
  var button = document.getElementById("unfold");
  var folds = document.querySelectorAll("details");
  button.hidden = folds.length === 0;
  button.addEventListener("click", function () {
    var open = button.getAttribute("aria-pressed") !== "true";
    folds.forEach(function (fold) { fold.open = open; });
    button.setAttribute("aria-pressed", String(open));
  });
  // A link into a fold opens it.
  function reveal() {
    var target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    for (var fold = target && target.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
  }
  window.addEventListener("hashchange", reveal);
  reveal();
})();
