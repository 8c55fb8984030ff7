/**
 * A shop with a controller, for tests over HTTP.
 */
@NullMarked
package io.asyncorm.autoconfigure.web.shop;

import org.jspecify.annotations.NullMarked;
