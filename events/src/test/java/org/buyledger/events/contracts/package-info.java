/** What is published of every message, and that it never breaks: schemas, golden records, the pages made from both. */
@NullMarked
package org.buyledger.events.contracts;

import org.jspecify.annotations.NullMarked;
