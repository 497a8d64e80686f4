/// What organisations are told, on the screen: each notice in words, and the inbox behind the bell.
@NullMarked
package gridfare.web.notice;

import org.jspecify.annotations.NullMarked;
