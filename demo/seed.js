import { normaliseThread } from '../dist/contract.js';

/** A few readers who were there before, so that there is somebody to answer. */
const comments = [
  {
    minutes: 4 * 24 * 60,
    name: 'Marit Solberg',
    rating: 5,
    body: 'We saw them at **Otmoor** last January, about 40,000 birds. The sound is what nobody tells you about: like rain that has changed its mind.\n\nGo on a weekday.',
    votes: 9,
    replies: [
      {
        minutes: 4 * 24 * 60 - 190,
        name: 'Dev Anand',
        body: 'Seconded. And stay for ten minutes after you think it’s over.',
        votes: 3,
      },
      { minutes: 3 * 24 * 60, name: 'Marit Solberg', body: 'That is the best advice in this whole thread, Dev.' },
    ],
  },
  {
    minutes: 2 * 24 * 60,
    name: 'Tomás Rey',
    rating: 4,
    body: 'Lovely piece. One small thing: the work in Rome was led by Cavagna and Giardina, and the number they give is *six to seven neighbours*, so “seven” in the title is a bit bold.\n\n> A bird that minded everything would follow nothing.\n\nI’m going to steal that line, though.',
    votes: 6,
  },
  {
    minutes: 26 * 60,
    name: 'Ines',
    rating: 5,
    body: 'Does anybody know whether they do this in the rain?',
    replies: [
      {
        minutes: 20 * 60,
        name: 'Okonkwo',
        body: 'Light rain, yes. In wind they go straight down into the reeds, no show.',
        votes: 2,
      },
    ],
  },
  {
    minutes: 7 * 60,
    name: 'J. Whitlock',
    rating: 3,
    body: 'Good on the physics, but you could have said more about *where*. The RSPB keeps a list: https://www.rspb.org.uk/',
  },
  { minutes: 95, name: '松本 葵', rating: 5, body: '夕方の空、本当に美しいですね。写真がなくても目に浮かびました。' },
];

/**
 * Writes the demo's comments into the thread of a page that has none yet.
 *
 * @param {string} url the page's address
 * @param {(now: number) => (request: Request) => Promise<Response>} handlerAt the server, at a time of its own
 */
export async function seed(url, handlerAt) {
  const thread = normaliseThread(url);
  const start = Date.now();
  const address = `${url}api/v1/comments`;
  const empty = await handlerAt(start)(new Request(`${address}?${new URLSearchParams({ thread })}`));
  if ((await empty.json()).total > 0) return;

  const send = async ({ minutes, name, body, rating, votes = 0, replies = [] }, parent) => {
    const handler = handlerAt(start - minutes * 60_000);
    const author = { name, email: 'reader@example.org' };
    const answer = await handler(
      new Request(address, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ thread: { id: thread, url }, parent, author, body, rating }),
      }),
    );
    if (!answer.ok) throw new Error(`The demo comment was refused: ${await answer.text()}`);
    const { comment } = await answer.json();
    for (let voter = 0; voter < votes; voter++) {
      await handler(
        new Request(`${address}/${comment.id}/vote`, {
          method: 'PUT',
          headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${visitor()}` },
          body: JSON.stringify({ value: 1 }),
        }),
      );
    }
    for (const reply of replies) await send(reply, comment.id);
  };
  for (const comment of comments) await send(comment);
}

const visitor = () => Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString('base64url');
