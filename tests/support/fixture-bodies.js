/** Bodies of comments as people write them, short and long, plain and rich: the source, and what the server makes of it. */
export const fixtureBodies = [
  {
    markdown: `Thank you, this is the clearest piece on the subject that I have read in years.`,
    html: `<p>Thank you, this is the clearest piece on the subject that I have read in years.</p>`,
  },
  {
    markdown: `I have been doing this for a living since 2009, and I'd add one thing: the first winter is always the hardest. After that you know which of the advice was meant for somebody else.

Still, a good read. I'll send it round the office.`,
    html: `<p>I have been doing this for a living since 2009, and I'd add one thing: the first winter is always the hardest. After that you know which of the advice was meant for somebody else.</p>
<p>Still, a good read. I'll send it round the office.</p>`,
  },
  {
    markdown: `Two links for those who want to go deeper: [the original paper](https://example.org/papers/2008-0114.pdf) and [a talk by one of its authors](https://video.example/watch?v=k3x), about forty minutes, no slides, all the better for it.`,
    html: `<p>Two links for those who want to go deeper: <a href="https://example.org/papers/2008-0114.pdf" rel="nofollow ugc noopener">the original paper</a> and <a href="https://video.example/watch?v=k3x" rel="nofollow ugc noopener">a talk by one of its authors</a>, about forty minutes, no slides, all the better for it.</p>`,
  },
  {
    markdown: `Does anybody know whether it works in the rain?`,
    html: `<p>Does anybody know whether it works in the rain?</p>`,
  },
  {
    markdown: `We tried it last weekend with two children and a dog. What helped us:

- go on a weekday
- bring something warm to drink
- stay ten minutes longer than you think you should

The dog was not impressed, everyone else was.`,
    html: `<p>We tried it last weekend with two children and a dog. What helped us:</p>
<ul>
<li>go on a weekday</li>
<li>bring something warm to drink</li>
<li>stay ten minutes longer than you think you should</li>
</ul>
<p>The dog was not impressed, everyone else was.</p>`,
  },
  {
    markdown: `Lovely. Five stars.`,
    html: `<p>Lovely. Five stars.</p>`,
  },
  {
    markdown: `I am not convinced by the second half. The numbers in the table are from a single season, and the author says so only in a footnote; with a sample of that size I would have expected at least a word on the uncertainty. That the effect goes the way one would like it to is no argument. Compare it with what was measured in the wet years, where the sign is the other one, and then tell me again that the matter is settled. I don't say that the conclusion is wrong. I say that we don't know yet, and that it would have cost nothing to write just that.`,
    html: `<p>I am not convinced by the second half. The numbers in the table are from a single season, and the author says so only in a footnote; with a sample of that size I would have expected at least a word on the uncertainty. That the effect goes the way one would like it to is no argument. Compare it with what was measured in the wet years, where the sign is the other one, and then tell me again that the matter is settled. I don't say that the conclusion is wrong. I say that we don't know yet, and that it would have cost nothing to write just that.</p>`,
  },
  {
    markdown: `> A bird that minded everything would follow nothing.

I'm going to steal that line.`,
    html: `<blockquote>
<p>A bird that minded everything would follow nothing.</p>
</blockquote>
<p>I'm going to steal that line.</p>`,
  },
  {
    markdown: `For what it's worth, this reproduces it on my machine:

\`\`\`
const nearest = flock
  .map((bird) => ({ bird, distance: distance(bird, self) }))
  .sort((a, b) => a.distance - b.distance)
  .slice(0, 7);
\`\`\`

Replace the \`7\` by a \`3\` and it falls to pieces within a minute.`,
    html: `<p>For what it's worth, this reproduces it on my machine:</p>
<pre><code>const nearest = flock
  .map((bird) =&gt; ({ bird, distance: distance(bird, self) }))
  .sort((a, b) =&gt; a.distance - b.distance)
  .slice(0, 7);
</code></pre>
<p>Replace the <code>7</code> by a <code>3</code> and it falls to pieces within a minute.</p>`,
  },
  {
    markdown: `I grew up four miles from there and never once went to look. Reading this on a train, a thousand kilometres away, I find that I mind that rather a lot.`,
    html: `<p>I grew up four miles from there and never once went to look. Reading this on a train, a thousand kilometres away, I find that I mind that rather a lot.</p>`,
  },
  {
    markdown: `Small correction: it was *not* the same group. The first count was done by **amateurs**, who were thanked in one line, as usual.`,
    html: `<p>Small correction: it was <em>not</em> the same group. The first count was done by <strong>amateurs</strong>, who were thanked in one line, as usual.</p>`,
  },
  {
    markdown: `Agreed.`,
    html: `<p>Agreed.</p>`,
  },
  {
    markdown: `How long did you have to wait? We were there on Tuesday from four until it was dark, in a wind that took the hats off people, and saw exactly nothing. The man with the telescope said that this is normal & that one has to come back, which is I suppose what he says to everyone.`,
    html: `<p>How long did you have to wait? We were there on Tuesday from four until it was dark, in a wind that took the hats off people, and saw exactly nothing. The man with the telescope said that this is normal &amp; that one has to come back, which is I suppose what he says to everyone.</p>`,
  },
  {
    markdown: `Could you please say which camera that was? The light in the third picture is wonderful, and I can't imagine that it was done with a phone.`,
    html: `<p>Could you please say which camera that was? The light in the third picture is wonderful, and I can't imagine that it was done with a phone.</p>`,
  },
  {
    markdown: `1. Read it once for the story.
2. Read it again for the footnotes.
3. Read the comments here, which are better than on most sites.

Then go outside.`,
    html: `<ol>
<li>Read it once for the story.</li>
<li>Read it again for the footnotes.</li>
<li>Read the comments here, which are better than on most sites.</li>
</ol>
<p>Then go outside.</p>`,
  },
  {
    markdown: `My grandmother had a word for this that I have never been able to translate. It meant something like "the quiet when everybody has just stopped talking", but without the people.`,
    html: `<p>My grandmother had a word for this that I have never been able to translate. It meant something like "the quiet when everybody has just stopped talking", but without the people.</p>`,
  },
  {
    markdown: `Good on the physics, but it could have said more about where to go. There is a list at https://birds.example/where-to-see, kept up by volunteers.`,
    html: `<p>Good on the physics, but it could have said more about where to go. There is a list at <a href="https://birds.example/where-to-see" rel="nofollow ugc noopener">https://birds.example/where-to-see</a>, kept up by volunteers.</p>`,
  },
  {
    markdown: `夕方の空、本当に美しいですね。写真がなくても目に浮かびました。`,
    html: `<p>夕方の空、本当に美しいですね。写真がなくても目に浮かびました。</p>`,
  },
  {
    markdown: `I printed this and put it up in the staff room. Three people have asked me about it already, one of them in order to disagree, which is more than any other notice there has ever managed.`,
    html: `<p>I printed this and put it up in the staff room. Three people have asked me about it already, one of them in order to disagree, which is more than any other notice there has ever managed.</p>`,
  },
  {
    markdown: `Not for me. Too long, and the first three paragraphs could go.`,
    html: `<p>Not for me. Too long, and the first three paragraphs could go.</p>`,
  },
];
