/// What a cloud sells, where and at what price: its catalogue as data, and prices changed since.
/// What is told to whom, and in which words, is the vendors' affair.
@NullMarked
package gridfare.sandbox.inventory;

import org.jspecify.annotations.NullMarked;
