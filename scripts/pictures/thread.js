// What the pictures show: always the same comments, of one evening.

/** When all of it is looked at. */
export const now = Date.UTC(2026, 0, 15, 19, 30);

const minutes = { hour: 60, day: 24 * 60 };
const ago = (count) => new Date(now - count * 60_000).toISOString();

const comment = (id, name, age, html, more = {}) => ({
  ...{ id, parent: null, root: id, author: { name }, html, rating: null, status: 'published', createdAt: ago(age) },
  ...{ editedAt: null, votes: { up: 0, down: 0 }, replyCount: more.replies?.length ?? 0, replies: [] },
  ...more,
});

const reply = (id, parent, name, age, html, more) => comment(id, name, age, html, { parent, ...more });

const below = (root, replies) => ({
  ...root,
  replies: replies.map((each) => ({ ...each, root: root.id })),
  replyCount: replies.length,
});

/** A thread as most are: short and long, answered, voted for, by many. */
const evening = [
  comment('j', 'J. Whitlock', 95, '<p>Good on the physics, but you could have said more about <em>where</em>.</p>', {
    rating: 3,
    votes: { up: 1, down: 1 },
  }),
  below(
    comment(
      'm',
      'Marit Solberg',
      4 * minutes.day,
      '<p>We saw them at <strong>Otmoor</strong> last January, about 40,000 birds. The sound is what nobody tells you about: like rain that has changed its mind.</p><p>Go on a weekday.</p>',
      { rating: 5, votes: { up: 9, down: 0 } },
    ),
    [
      reply('m1', 'm', 'Dev Anand', 4 * minutes.day - 190, '<p>Seconded. And stay after you think it’s over.</p>', {
        votes: { up: 3, down: 0 },
      }),
      reply('m2', 'm1', 'Marit Solberg', 3 * minutes.day, '<p>That is the best advice in this whole thread, Dev.</p>'),
      reply('m3', 'm', 'The author', 2 * minutes.day, '<p>I should have asked you before I went.</p>', {
        author: { name: 'Ruth Amari', badge: 'owner' },
        votes: { up: 5, down: 0 },
      }),
    ],
  ),
  comment(
    't',
    'Tomás Rey',
    9 * minutes.day,
    '<blockquote><p>A bird that minded everything would follow nothing.</p></blockquote><p>I’m going to steal that line.</p>',
    { rating: 4, votes: { up: 6, down: 0 }, editedAt: ago(8 * minutes.day) },
  ),
  comment('a', '松本 葵', 20 * minutes.day, '<p>夕方の空、本当に美しいですね。写真がなくても目に浮かびました。</p>', {
    rating: 5,
  }),
];

const words = 'a reply with enough words to wrap onto a second line on a narrow screen, so that one sees how it reads';
const names = ['Ann', 'Bob', 'Chi', 'Dora', 'Eve Longername', 'Fritz Longername'];

/** As deep as lines go, and deeper. */
const deep = [
  below(
    comment('d0', 'Root Person', 3 * minutes.day, '<p>What do you think about the seventh neighbour?</p>', {
      rating: 3,
    }),
    [
      ...names.map((name, level) =>
        reply(`d${level + 1}`, `d${level}`, name, 3 * minutes.day - level, `<p>Level ${level + 1}: ${words}.</p>`, {
          votes: { up: level + 1, down: 0 },
          ...(name === 'Bob' ? { author: { name, badge: 'owner' } } : {}),
        }),
      ),
      reply('d7', 'd0', 'Second', 60, '<p>A second answer to the root, after the deep branch.</p>'),
    ],
  ),
  comment('d8', 'Another', 5 * minutes.day, '<p>A root of its own, after both.</p>', { rating: 4 }),
];

/** Everything that Markdown makes, and the longest that there is. */
const rich = [
  comment(
    'r',
    'Åsa',
    10 * minutes.hour,
    `<blockquote><p>Quoted words from above, which go on for so long that they take a second line of their own.</p></blockquote>
    <p>My answer.</p><ul><li>one</li><li>two<ul><li>two a</li></ul></li></ul><ol><li>first</li><li>second</li></ol>
    <table><thead><tr><th>Site</th><th align="right">Birds</th><th>Month</th></tr></thead><tbody><tr><td>Otmoor</td><td align="right">40,000</td><td>January</td></tr><tr><td>Ham Wall</td><td align="right">500,000</td><td>December</td></tr></tbody></table>
    <h3>A heading</h3><p>after <a href="https://example.org/">a link</a>, <code>inline code</code>, <kbd>Ctrl</kbd>, <del>gone</del> and <strong>strong</strong></p><hr><p>End.</p>`,
    { rating: 5, pinned: true, votes: { up: 9, down: 0 } },
  ),
  comment(
    'l',
    'Maximiliane-Wolkenstein von und zu Hohenlohe-Waldenburg-Schillingsfürst',
    3,
    `<p>Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft and <a href="https://example.com/">https://example.com/a/very/long/address/that/never/ends/and/goes/on/and/on?with=query&amp;and=more</a></p>
    <pre><code>const flock = neighbours.filter((n) => n.distance &lt; limit).slice(0, 7); // a long line, which scrolls
flock.forEach(align);</code></pre><p>End.</p>`,
    {
      rating: 4,
      votes: { up: 128, down: 3 },
      author: { name: 'Maximiliane-Wolkenstein von und zu Hohenlohe-Waldenburg-Schillingsfürst', badge: 'verified' },
      editedAt: ago(1),
    },
  ),
];

/** Of the reader's own: published a moment ago, and waiting. */
const own = [
  comment('o', 'Ada Reader', 2, '<p>I saw them at <em>Ham Wall</em>. It was worth the cold.</p>', { rating: 4 }),
  comment('p', 'Ada Reader', 4, '<p>With a link, so it waits.</p>', { status: 'pending' }),
  ...evening.slice(0, 1),
];

const right = [
  below(
    comment(
      'h',
      'مريم',
      3 * minutes.hour,
      '<p>صوت الأجنحة يشبه المطر الذي غيّر رأيه. اذهبوا في يوم من أيام الأسبوع.</p>',
      {
        rating: 5,
        votes: { up: 4, down: 0 },
      },
    ),
    [
      reply('h1', 'h', 'يوسف', 2 * minutes.hour, '<p>وابقوا بعد أن تظنوا أن العرض انتهى.</p>'),
      reply('h2', 'h1', 'Dev Anand', 60, '<p>Seconded: stay for ten minutes more.</p>'),
    ],
  ),
  comment('i', 'ليلى', 2 * minutes.day, '<p>شكرًا على المقال الجميل.</p>', { rating: 4 }),
];

const threads = { evening, deep, rich, own, right, empty: [] };

/** What a page needs to show a state, as JSON. */
export const given = ({ backend, attributes, thread = 'evening', settings }) => ({
  ...{ backend, attributes, now },
  answer: pageOf(thread, settings),
});

/** The page that a backend answers. */
const pageOf = (name, settings = {}) => {
  const comments = threads[name];
  const distribution = { 1: 0, 2: 0, 3: 0, 4: 0, 5: 0 };
  for (const { rating } of comments) if (rating) distribution[rating] += 1;
  const count = Object.values(distribution).reduce((sum, n) => sum + n, 0);
  const sum = Object.entries(distribution).reduce((sum, [stars, n]) => sum + Number(stars) * n, 0);
  return {
    comments,
    next: null,
    total: comments.reduce((sum, { replyCount, status }) => sum + (status === 'published') + replyCount, 0),
    summary: { average: count ? sum / count : null, count, distribution },
    thread: {
      ...{ closed: false, captcha: null, ratings: 'optional', votes: true, editWindow: 900 },
      fields: { name: 'required', email: 'required', url: 'hidden' },
      ...settings,
    },
    mine: {
      comments: name === 'own' ? comments.slice(0, 2).map((each) => ({ ...each, body: '' })) : [],
      votes: { m: 1 },
      rating: null,
    },
  };
};
