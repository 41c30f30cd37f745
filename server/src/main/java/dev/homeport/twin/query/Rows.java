package dev.homeport.twin.query;

import java.util.List;

/** What a collection is in SQL. Made for one statement: it remembers which tables are needed. */
interface Rows extends Paths {

  /** FROM with WHERE for the rows of the hub, after all paths were asked for. */
  String from(String hub, Bindings bindings);

  /** The whole document as {@code jsonb}. */
  String document();

  /** Text columns that name a row, in the order of pages. */
  List<String> keys();
}
