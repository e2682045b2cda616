// Paper has no folds: everything opens before printing and closes again behind it. The page works without this.
(function () {
  "use strict";
  var opened = [];
  function open() {
    document.querySelectorAll("details:not([open])").forEach(function (fold) {
      fold.open = true;
      opened.push(fold);
    });
  }
  function close() {
    opened.forEach(function (fold) { fold.open = false; });
    opened = [];
  }
  window.addEventListener("beforeprint", open);
  window.addEventListener("afterprint", close);
  // A link into a fold opens it.
  function reveal() {
    var target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    for (var fold = target && target.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
  }
  window.addEventListener("hashchange", reveal);
  reveal();
})();
