/** The database can't do this now: it is full, locked or out of reach. Nothing was written. */
export class StoreUnavailable extends Error {
  override readonly name = 'StoreUnavailable';
}
