// What the switches above the comments do: each changes what a page would write once.
const form = document.querySelector('.switches');
const comments = document.querySelector('starling-comments');
const place = document.querySelector('.comments');
const themeLink = Object.assign(document.createElement('link'), { rel: 'stylesheet' });

const changes = {
  theme(name) {
    if (name) document.head.append(Object.assign(themeLink, { href: `/themes/${name}.css` }));
    else themeLink.remove();
  },
  scheme: (value) => (document.documentElement.style.colorScheme = value),
  lang(value) {
    place.lang = value;
    comments.setAttribute('locale', value);
    changes.dir(form.elements.dir.value);
  },
  dir: (value) => (place.dir = value || (place.lang === 'ar' ? 'rtl' : 'ltr')),
  composer: (value) => comments.setAttribute('composer', value),
};

form.addEventListener('change', ({ target }) => changes[target.name](target.value));
// What a browser kept over a reload.
for (const { name, value, options } of form.querySelectorAll('select'))
  if (value !== options[0].value) changes[name](value);
