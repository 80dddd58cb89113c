// The page that a state is drawn in, the same in every engine.

/** @param {{ lang?: string, css?: string }} state */
export const html = ({ lang = 'en', css = '' }) => `<!doctype html>
<html lang="${lang}" dir="${lang === 'ar' ? 'rtl' : 'ltr'}">
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width">
  <meta name="color-scheme" content="light dark">
  <title>A picture</title>
  <style>body { margin: 16px; font: 16px/1.5 Liberation Sans, sans-serif } starling-comments { padding: 8px } ${css}</style>
  <script type="module" src="/dist/starling.js"></script>
</html>`;

/** In the page: an element over a backend that has its answers ready. */
export function mount({ answer, backend: kind, attributes = {}, now }) {
  const never = () => new Promise(() => {});
  const { mine, ...first } = answer;
  const backend = {
    name: 'pictures',
    editsStars: true,
    list: async ({ rating }) => {
      if (kind === 'loading') return never();
      if (kind === 'failing') throw Object.assign(new Error(), { code: 'network' });
      return { ...first, comments: first.comments.filter((each) => !rating || each.rating === rating) };
    },
    mine: async () => mine,
    submit: async ({ parent = null, author, rating = null }) => ({
      ...{ id: 'new', parent, root: parent ?? 'new', author, html: '<p>They do.</p>', rating, replyCount: 0 },
      ...{ status: kind === 'held' ? 'pending' : 'published', createdAt: new Date(now).toISOString(), editedAt: null },
      votes: { up: 0, down: 0 },
    }),
    find: async () => ({ root: first.comments[1], path: [] }),
    ...{ vote: never, edit: never, remove: never, report: never, replies: never, preview: never },
  };
  if (first.thread.identity) {
    const current = kind === 'signed-in' ? { name: 'Ada Reader' } : undefined;
    const asked = { use: async () => {}, sendCode: async () => {}, enterCode: never, signInAt() {}, signOut() {} };
    backend.identity = async () => ({ current, canSignOut: true, subscribe: () => () => {}, ...asked });
  }
  const element = document.createElement('starling-comments');
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  document.body.append(Object.assign(element, { backend }));
}
