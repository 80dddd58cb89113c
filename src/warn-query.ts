console.warn(
  'Starling: load starling.js by its address without a query. With one the page loads it twice, and after an upgrade ' +
    'the two may differ. A query is not needed to get a new version: the server is asked for that each time.',
);

export {};
