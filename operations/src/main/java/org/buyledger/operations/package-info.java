/** What every service runs with: settings, health, metrics, an orderly start and stop. */
@NullMarked
package org.buyledger.operations;

import org.jspecify.annotations.NullMarked;
