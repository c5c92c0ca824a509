// What allauth's scripts for passkeys leave to the page: no sending before there is a passkey, and a message when the browser could not get one.
document.addEventListener("submit", (event) => {
  const credential = event.target.querySelector("input[name=credential]");
  if (credential && !credential.value) event.preventDefault();
});
document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  const problem = document.getElementById("passkey_problem");
  if (problem) problem.hidden = false;
});
