const form = document.querySelector('form');

form.addEventListener('submit', (event) => {
  event.preventDefault();
  form.querySelector('[role=status]').textContent = new URLSearchParams(new FormData(form)).toString();
});
