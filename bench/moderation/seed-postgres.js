import { openStore } from '../../server/dist/index.js';
import { query } from '../postgres/query.js';
import { commentRow, threadRows } from './rows.js';

/** Rows of a statement. */
const batch = 5000;

/** Fills a new database of PostgreSQL with `count` comments. Indexes are made afterwards, which takes a third of the time. */
export const seedQueue = async (address, count) => {
  await (await openStore(address)).close();
  const columns = await query(
    address,
    `select column_name as name from information_schema.columns
     where table_schema = current_schema() and table_name = 'comments'`,
  );
  const names = columns.map(({ name }) => name);
  const indexes = await query(
    address,
    `select indexrelid::regclass as name, pg_get_indexdef(indexrelid) as definition
     from pg_index where indrelid = 'comments'::regclass and not indisunique`,
  );
  for (const { name } of indexes) await query(address, `drop index ${name}`);
  for (let from = 0; from < count; from += batch) {
    const rows = Array.from({ length: Math.min(batch, count - from) }, (_, index) => commentRow(names, from + index));
    await insert(address, 'comments', rows);
  }
  await insert(address, 'threads', threadRows(count));
  for (const { definition } of indexes) await query(address, definition);
  await query(address, 'vacuum analyze');
};

const insert = (address, table, rows) => {
  const names = Object.keys(rows[0]);
  return query(
    address,
    `insert into ${table} (${names}) select ${names} from json_populate_recordset(null::${table}, $1)`,
    [JSON.stringify(rows)],
  );
};
