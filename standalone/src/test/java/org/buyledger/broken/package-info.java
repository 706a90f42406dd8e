/**
 * Classes that break the rules of the architecture on purpose, each in a package like the one of the product where it would
 * be wrong: the tests of the rules have to find them. Nothing uses them.
 */
package org.buyledger.broken;
