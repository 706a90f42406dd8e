/** Contracts: how they are joined, and how answers are held against them. */
@NullMarked
package org.buyledger.operations;

import org.jspecify.annotations.NullMarked;
