// What the pages do beyond plain HTML. Everything also works without this file.
(() => {
  document.addEventListener("htmx:configRequest", (event) => {
    event.detail.headers["X-CSRFToken"] = document.body.dataset.csrf || "";
  });
  // Saving as you go: one line says that it is being saved, was saved, or was not.
  const savedLine = (event) => {
    const form = event.target.closest("form[data-autosave]");
    return form && document.querySelector(form.dataset.autosave);
  };
  let typed = 0, sent = 0, kept = 0;
  document.addEventListener("input", (event) => {
    if (savedLine(event)) typed += 1;
  });
  document.addEventListener("htmx:beforeRequest", (event) => {
    const line = savedLine(event);
    if (!line) return;
    sent = typed;
    delete line.dataset.saved;
    line.textContent = line.dataset.saving;
  });
  document.addEventListener("htmx:afterSettle", () => {
    if (document.querySelector(".saved-line[data-saved]")) kept = sent;
  });
  // Whoever leaves before everything is saved is asked first; the form's own buttons save.
  document.addEventListener("submit", (event) => {
    if (savedLine(event)) kept = typed;
  });
  window.addEventListener("beforeunload", (event) => {
    if (typed > kept) event.preventDefault();
  });
  const notSaved = (event) => {
    const line = savedLine(event);
    if (line) line.textContent = line.dataset.failed;
  };
  document.addEventListener("htmx:sendError", notSaved);
  document.addEventListener("htmx:responseError", notSaved);
  const focusSummary = () => {
    const summary = document.querySelector("[data-focus]");
    if (summary) summary.focus();
  };
  // One open menu at a time; Escape closes it and gives the focus back.
  document.addEventListener("toggle", (event) => {
    if (!event.target.matches("details.tool") || !event.target.open) return;
    document.querySelectorAll("details.tool[open]").forEach((menu) => {
      if (menu !== event.target) menu.open = false;
    });
  }, true);
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const menu = document.querySelector("details.tool[open], details.shell-menu[open]");
    if (menu) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  });
  document.addEventListener("click", (event) => {
    document.querySelectorAll("details.tool[open]").forEach((menu) => {
      if (!menu.contains(event.target)) menu.open = false;
    });
  });
  document.addEventListener("DOMContentLoaded", focusSummary);
  if (document.readyState !== "loading") focusSummary();
})();
