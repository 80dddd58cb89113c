import pg from 'pg';

/** Runs one statement on a connection of its own, and gives its rows. */
export const query = async (address, text, values) => {
  const client = new pg.Client(address);
  await client.connect();
  try {
    return (await client.query(text, values)).rows;
  } finally {
    await client.end();
  }
};
