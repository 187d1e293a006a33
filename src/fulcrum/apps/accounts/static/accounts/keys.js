// Security keys: asks the browser for the key and hands its answer to the form.
// The form names what to do (data-key), the button starts it, and a failure is said in words.
(() => {
  const start = () => {
    const form = document.querySelector("form[data-key]");
    const button = document.getElementById("key-button");
    if (!form || !button || !window.allauth) return;
    const failed = document.querySelector("[data-key-failed]");
    document.addEventListener("allauth.error", (event) => {
      event.preventDefault();
      failed.hidden = false;
      failed.focus();
    });
    const ids = {
      add: button.id,
      authenticate: button.id,
      credential: form.querySelector("input[name='credential']").id,
      data: "key-data",
    };
    window.allauth.webauthn.forms[form.dataset.key]({ ids });
    // Enter in a field does what the button does; the form goes out once the key has answered.
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      button.click();
    });
  };
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
