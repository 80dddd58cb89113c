import { normaliseThread } from '../dist/contract.js';

const title = 'Seven neighbours: how a murmuration holds together';

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
    reported: true,
    rating: 3,
    body: 'Good on the physics, but you could have said more about *where*. The RSPB keeps a list: https://www.rspb.org.uk/',
  },
  { minutes: 95, name: '松本 葵', rating: 5, body: '夕方の空、本当に美しいですね。写真がなくても目に浮かびました。' },
];

/** What waits for the moderator, with the site's mode that made it wait. */
const held = [
  {
    mode: 'first',
    minutes: 210,
    name: 'Hanneke Visser',
    rating: 4,
    body: 'First time here. We get a small roost under the pier at Vlissingen every November, perhaps 2,000 birds. Nobody seems to count them. Is there somebody one could write to?',
  },
  {
    mode: 'links',
    minutes: 48,
    name: 'Tomás Rey',
    body: 'For whoever asked about the data: the paper is open, https://www.pnas.org/doi/10.1073/pnas.0711437105, and the supplement has the counts of neighbours.',
  },
  {
    mode: 'first',
    minutes: 11,
    name: 'nachtvogel',
    rating: 2,
    body: 'Honestly I expected more. You describe the drive to the marsh for *four* paragraphs and then the physics in one.',
  },
];

const spam = [
  {
    mode: 'links',
    minutes: 130,
    name: 'Best Replica Watches',
    body: 'Great article, very informative! Visit [our shop](https://watches.example/) for **80 % off** all luxury replica watches, shipped worldwide.',
  },
  {
    mode: 'links',
    minutes: 26,
    name: 'Crypto Anna',
    body: 'I lost everything until I met Mr. Fernando, who doubled my wallet in nine days. Write to him: https://double.example/fernando',
  },
];

const reports = ['He only links to the RSPB, this is advertising.', 'not nice to the author'];

/**
 * Writes the demo's comments into the thread of a page that has none yet, and things for its moderator to decide.
 *
 * @param {string} url the page's address
 * @param {(now: number, moderation?: 'first' | 'links') => (request: Request) => Promise<Response>} handlerAt the server,
 *   at a time and with a mode of its own
 * @returns {Promise<string[]>} ids of what is spam; none where the thread had comments already
 */
export async function seed(url, handlerAt) {
  const thread = normaliseThread(url);
  const start = Date.now();
  const address = `${url}api/v1/comments`;
  const empty = await handlerAt(start)(new Request(`${address}?${new URLSearchParams({ thread })}`));
  if ((await empty.json()).total > 0) return [];

  const tokens = new Map();
  const tokenOf = (name) => tokens.get(name) ?? tokens.set(name, visitor()).get(name);
  const send = async ({ mode, minutes, name, body, rating, votes = 0, replies = [] }, parent) => {
    const handler = handlerAt(start - minutes * 60_000, mode);
    const author = { name, email: 'reader@example.org' };
    const answer = await handler(
      new Request(address, {
        method: 'POST',
        headers: {
          'Content-Type': 'application/json',
          Authorization: `Bearer ${tokenOf(name)}`,
          // As from the page itself: else its address is not kept.
          Origin: new URL(url).origin,
        },
        body: JSON.stringify({ thread: { id: thread, url, title }, parent, author, body, rating }),
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
    return comment.id;
  };
  const report = (id, reason) =>
    handlerAt(start - 60_000)(
      new Request(`${address}/${id}/report`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${visitor()}` },
        body: JSON.stringify({ reason }),
      }),
    );
  for (const comment of comments) {
    const id = await send(comment);
    if (comment.reported) for (const reason of reports) await report(id, reason);
  }
  for (const comment of held) await send(comment);
  const ids = [];
  for (const comment of spam) ids.push(await send(comment));
  return ids;
}

const visitor = () => Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString('base64url');
