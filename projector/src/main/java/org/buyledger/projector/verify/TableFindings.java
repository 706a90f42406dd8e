package org.buyledger.projector.verify;

import java.util.List;

/**
 * What was found of one table.
 *
 * @param table its name
 * @param rows how many rows the log makes
 * @param different how many rows differ, of those and of what the table has beside them
 * @param differences the first of them, in the order of the key
 */
public record TableFindings(String table, long rows, long different, List<Difference> differences) {}
