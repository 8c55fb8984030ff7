/**
 * Interfaces to proxies: every method resolved at startup.
 */
@NullMarked
package io.asyncorm.repository;

import org.jspecify.annotations.NullMarked;
