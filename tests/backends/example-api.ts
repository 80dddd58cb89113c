import type { IncomingMessage } from 'node:http';

interface Row {
  id: number;
  page: string;
  answerTo: number | null;
  name: string;
  text: string;
  written: number;
}

/** The API of a site that the example of docs/backends.md is written for, as a plugin of the tests' web server. */
export const exampleApi = () => ({
  name: 'example-api',
  configureServer({ middlewares }: { middlewares: Middlewares }) {
    const api = createApi();
    middlewares.use('/example-api/comments', async (request, response) => {
      const query = new URL(request.url!, 'http://api').searchParams;
      const { status, body } = request.method === 'POST' ? api.write(await formOf(request)) : api.read(query);
      response.statusCode = status;
      response.setHeader('Content-Type', 'application/json');
      response.end(JSON.stringify(body));
    });
    middlewares.use('/example-api/broken', (_, response) => response.end('<h1>Out of order</h1>'));
  },
});

interface Middlewares {
  use(
    path: string,
    handle: (
      request: IncomingMessage,
      response: { statusCode: number; setHeader(name: string, value: string): void; end(body: string): void },
    ) => void,
  ): void;
}

const createApi = () => {
  const rows: Row[] = [];
  const sent = new Map<string, { form: string; row: Row }>();
  const withAnswers = (row: Row) => ({
    ...row,
    answers: rows.filter(({ answerTo }) => answerTo === row.id).map((answer) => ({ ...answer, answers: [] })),
  });

  const read = (query: URLSearchParams) => {
    const ofPage = rows.filter(({ page }) => page === query.get('page'));
    const sign = query.get('sort') === 'oldest' ? 1 : -1;
    const after = Number(query.get('after') || (sign > 0 ? 0 : Infinity));
    const rest = ofPage
      .filter(({ id, answerTo }) => answerTo === null && (id - after) * sign > 0)
      .sort((a, b) => (a.id - b.id) * sign);
    const page = rest.slice(0, Number(query.get('limit')));
    const next = rest.length > page.length ? `${page.at(-1)!.id}` : null;
    return { status: 200, body: { rows: page.map(withAnswers), after: next, total: ofPage.length } };
  };

  const write = (form: URLSearchParams) => {
    const [page, name, text, answerTo, key] = ['page', 'name', 'text', 'answerTo', 'key'].map((field) =>
      form.get(field)!.trim(),
    ) as [string, string, string, string, string];
    const known = key && sent.get(`${page} ${key}`);
    if (known && known.form !== `${form}`) return refuse(409, 'That key was used for another text.');
    if (known) return { status: 201, body: withAnswers(known.row) };
    const fields = {
      ...((!text || [...text].length > 10_000) && { body: '1 to 10,000 characters.' }),
      ...((!name || [...name].length > 80) && { 'author.name': '1 to 80 characters.' }),
    };
    if (Object.keys(fields).length) return refuse(422, 'Some fields are not valid.', fields);
    const answered = rows.find(({ id }) => `${id}` === answerTo);
    if (answerTo && !answered) return refuse(404, 'What it answers is gone.');
    const row: Row = {
      id: rows.length + 1,
      page,
      answerTo: answered ? (answered.answerTo ?? answered.id) : null,
      name,
      text,
      written: Date.now(),
    };
    rows.push(row);
    if (key) sent.set(`${page} ${key}`, { form: `${form}`, row });
    return { status: 201, body: withAnswers(row) };
  };

  return { read, write };
};

const refuse = (status: number, error: string, fields?: Record<string, string>) => ({
  status,
  body: { error, fields },
});

const formOf = async (request: IncomingMessage): Promise<URLSearchParams> => {
  let text = '';
  for await (const chunk of request.setEncoding('utf8')) text += chunk;
  return new URLSearchParams(text);
};
