package org.buyledger.broken.query.helpers;

/** Is in a package whose name says nothing. */
final class Plain {}
