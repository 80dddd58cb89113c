/* A script that calls back at once, after a while (`late`), or never. */
{
  const { searchParams } = new URL(document.currentScript.src);
  const answer = () => window[searchParams.get('onload')]();
  if (searchParams.has('late')) setTimeout(answer, 300);
  else if (!searchParams.has('never')) answer();
}
