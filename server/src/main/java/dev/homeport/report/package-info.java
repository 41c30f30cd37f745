/**
 * Reports about a fleet as tables: what there is, what firmware it has, how it fares, when it came.
 * {@link dev.homeport.report.Reports} reads devices page by page and hands rows to a {@link
 * dev.homeport.report.Table}: a CSV file, an XLSX workbook, or the first rows for a page to print.
 * Nothing holds a fleet in memory. {@link dev.homeport.report.Schedules} saves when they are mailed
 * to whom, {@link dev.homeport.report.ScheduledReports} does so. Called by Homeport's own API. Owns
 * the table {@code report_schedule} and no event; it reads {@code identity}, {@code twin}, {@code
 * activity}, {@code session}, {@code health_state} and {@code health_change} with SQL of its own.
 */
@NullMarked
package dev.homeport.report;

import org.jspecify.annotations.NullMarked;
