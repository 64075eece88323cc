// Starts the application, or says in words why it cannot start. Everything else is Rust.
import init from "engawa";

function say(id) {
  document.getElementById("start-wait").hidden = true;
  document.getElementById(id).hidden = false;
}

// A program that has stopped in the middle may show a mixture of two states: take it off the screen.
function crashed(event) {
  const error = event.error || event.reason;
  if (typeof WebAssembly !== "object" || !(error instanceof WebAssembly.RuntimeError)) return;
  const app = document.getElementById("app");
  if (app) app.parentNode.removeChild(app);
  document.getElementById("crashed").hidden = false;
}
addEventListener("error", crashed);
addEventListener("unhandledrejection", crashed);

if (typeof WebAssembly !== "object") {
  say("start-old");
} else {
  // The device certificate goes along only with credentials, which the oldest browsers leave out by default.
  fetch(MODULE_ADDRESS, { credentials: "same-origin" })
    .then((response) => {
      if (!response.ok) throw new Error("the module cannot be fetched: " + response.status);
      return init({ module_or_path: response });
    })
    .catch((error) => {
      console.error(error);
      // A policy or an old engine refuses the module itself; all else is the network's.
      say(error instanceof WebAssembly.CompileError || error instanceof WebAssembly.LinkError ? "start-old" : "start-lost");
    });
}
