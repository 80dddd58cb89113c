// What an application with a bundler writes: the elements, and one text and one backend of its own.
import { setMessages } from 'starling-comments/define';

setMessages('en', { heading: 'Say something kind' });

document.querySelector('starling-comments').addEventListener('starling-submitted', ({ comment }) => {
  console.log(`${comment.author.name} wrote a comment (${comment.status})`);
});
