/** Stands in resolver code for the Ballot table's name, which AppSync has no variable for; synthesis puts the name in (modules/api). */
export const BALLOT_TABLE = '__BALLOT_TABLE__';
