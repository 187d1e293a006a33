// Runs before the first paint, so that a dark device never sees a white flash.
(() => {
  const root = document.documentElement;
  const device = window.matchMedia("(prefers-color-scheme: dark)");
  const apply = () => {
    if (root.dataset.themeChoice === "auto") {
      root.setAttribute("data-bs-theme", device.matches ? "dark" : "light");
    }
  };
  apply();
  device.addEventListener("change", apply);
})();
