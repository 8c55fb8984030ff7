/**
 * Domains of Jakarta Persistence and of Spring Data that were there before this library,
 * and that become models by {@code @Model} alone. As such domains do, they say nothing of
 * nulls: no {@code @NullMarked} here.
 */
package io.asyncorm.domains;
