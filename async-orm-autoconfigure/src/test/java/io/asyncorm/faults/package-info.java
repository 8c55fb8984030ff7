/**
 * Tests with faults that happen for real: of networks, servers, pools and of users' code.
 */
@NullMarked
package io.asyncorm.faults;

import org.jspecify.annotations.NullMarked;
